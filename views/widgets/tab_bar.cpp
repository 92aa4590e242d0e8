// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tab_bar.h"

#include "views/widgets/badge.h"
#include "views/widgets/painting.h"

#include <QMouseEvent>
#include <QPainter>

namespace steward {

namespace {
constexpr int gap = 7;
constexpr int space = 10; // on both sides of a tab's words

/// The first tab's words stand on the page's edge.
int before(int index)
{
    return index == 0 ? 2 : space;
}
} // namespace

TabBar::TabBar(const Theme &theme, const QString &name, QWidget *parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void TabBar::setCount(int index, qint64 count, bool exact)
{
    QString text;
    if (count >= 0)
        text = exact ? Badge::countText(count) : QLocale().toString(count) + QLatin1Char('+');
    if (text == countText(index))
        return;
    setTabData(index, text);
    tellName(index);
    setIconSize(iconSize()); // the size of tabs is asked for again only through a setter of the base
    updateGeometry();
    update();
}

void TabBar::nameTab(int index, const QString &spoken)
{
    m_spoken[index] = spoken;
    tellName(index);
}

void TabBar::tellName(int index)
{
    const QString name = m_spoken.value(index, tabText(index));
    setAccessibleTabName(index, countText(index).isEmpty() ? name : tr("%1, %2").arg(name, countText(index)));
}

QString TabBar::countText(int index) const
{
    return tabData(index).toString();
}

QSize TabBar::tabSizeHint(int index) const
{
    // Measured in the heavier face, so that nothing moves when another tab becomes current.
    const QFontMetrics metrics(m_theme.font(Type::Body, QFont::DemiBold));
    int width = metrics.horizontalAdvance(tabText(index)) + 1 + before(index) + space;
    if (!countText(index).isEmpty())
        width += gap + metrics.horizontalAdvance(countText(index));
    return { width, 36 };
}

void TabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        const QRect rect = tabRect(i);
        const bool current = i == currentIndex();
        const Token ink = !isTabEnabled(i) || !isEnabled() ? Token::TextDisabled
            : current                                      ? Token::Accent
            : i == m_hovered                               ? Token::Text
                                                           : Token::Text2;
        const QFont font = m_theme.font(Type::Body, current ? QFont::DemiBold : QFont::Medium);
        const QFontMetrics metrics(font);
        const int words = metrics.horizontalAdvance(tabText(i)) + 1;
        const bool rtl = layoutDirection() == Qt::RightToLeft;
        const QRect box = rtl ? rect.adjusted(space, 0, -before(i), -3) : rect.adjusted(before(i), 0, -space, -3);
        const auto visual = [&](const QRect &logical) { return QStyle::visualRect(layoutDirection(), box, logical); };
        paintText(&painter, visual(QRect(box.left(), box.top(), words, box.height())), tabText(i), font, m_theme.colour(ink));
        if (!countText(i).isEmpty()) {
            const QRect figures(box.left() + words + gap, box.top(), box.width() - words - gap + 2, box.height());
            paintText(&painter, visual(figures), countText(i), font, m_theme.colour(current || ink == Token::TextDisabled ? ink : Token::Text3));
        }
        if (current)
            paintRounded(&painter, QRect(box.left(), rect.bottom() - 1, box.width(), 2), 1, m_theme.colour(isEnabled() ? Token::AccentFill : Token::Border));
        if (current && hasKeyboardFocus(this))
            paintFocusRing(&painter, m_theme, QRectF(box).adjusted(i == 0 ? -2 : -7, 3, i == 0 ? 2 : 7, -2), 6);
    }
}

void TabBar::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = tabAt(event->position().toPoint());
    update();
    QTabBar::mouseMoveEvent(event);
}

void TabBar::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QTabBar::leaveEvent(event);
}

} // namespace steward
