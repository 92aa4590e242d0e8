// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/segmented_control.h"

#include "views/widgets/painting.h"

#include <QMouseEvent>
#include <QPainter>

namespace steward {

SegmentedControl::SegmentedControl(const Theme &theme, const QString &name, const QStringList &segments, QWidget *parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const QString &segment : segments)
        addTab(segment);
}

QSize SegmentedControl::sizeHint() const
{
    int width = 0;
    for (int i = 0; i < count(); ++i)
        width += tabSizeHint(i).width();
    return { width, grid::control };
}

QSize SegmentedControl::minimumSizeHint() const
{
    return sizeHint();
}

QSize SegmentedControl::tabSizeHint(int index) const
{
    return { QFontMetrics(m_theme.font(Type::Small, QFont::DemiBold)).horizontalAdvance(tabText(index)) + 25, grid::control };
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [this](Token token) { return m_theme.colour(token); };
    const bool outlined = m_theme.scheme() == Scheme::HighContrast;
    paintRounded(&painter, rect(), grid::control_radius, of(Token::Sunken), outlined ? of(Token::Border) : QColor());
    for (int i = 0; i < count(); ++i) {
        const QRectF rect = QRectF(tabRect(i)).adjusted(2, 2, -2, -2);
        const bool current = i == currentIndex();
        const Token ink = !isTabEnabled(i) || !isEnabled() ? Token::TextDisabled : current || i == m_hovered ? Token::Text : Token::Text2;
        if (current)
            paintRounded(&painter, rect, 6, of(isEnabled() ? Token::Raised : Token::Sunken), of(Token::BorderStrong));
        paintText(&painter, rect, tabText(i), m_theme.font(Type::Small, current ? QFont::DemiBold : QFont::Medium), of(ink), Qt::AlignCenter);
        if (current && hasKeyboardFocus(this))
            paintFocusRing(&painter, m_theme, rect, 6);
    }
}

void SegmentedControl::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = tabAt(event->position().toPoint());
    update();
    QTabBar::mouseMoveEvent(event);
}

void SegmentedControl::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QTabBar::leaveEvent(event);
}

} // namespace steward
