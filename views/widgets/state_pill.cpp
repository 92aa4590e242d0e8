// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/state_pill.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"
#include "views/widgets/value_accessible.h"

#include <QPainter>
#include <QStyle>

namespace steward {

namespace {
constexpr int pill_height = 24;
constexpr int padding = 10;
constexpr int narrowest = 64; // a few letters of a word that gives way
constexpr int mark = 12; // room of the dot or icon and the gap behind it
} // namespace

StatePill::StatePill(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

StatePill::StatePill(const Theme &theme, const QString &text, Tone tone, QWidget *parent)
    : StatePill(theme, parent)
{
    setState(text, tone);
}

void StatePill::setState(const QString &text, Tone tone, const QString &icon)
{
    m_text = text;
    m_tone = tone;
    m_icon = icon;
    updateGeometry();
    update();
    announceValue(this);
}

QSize StatePill::sizeHint() const
{
    QSize size = sizeFor(m_theme, m_text);
    if (!m_icon.isEmpty())
        size.rwidth() += 6;
    return size;
}

QSize StatePill::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return m_givesWay ? QSize(std::min(whole.width(), narrowest), whole.height()) : whole;
}

void StatePill::setGivesWay(bool gives)
{
    m_givesWay = gives;
    setSizePolicy(gives ? QSizePolicy::Maximum : QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateGeometry();
}

void StatePill::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_givesWay)
        setToolTip(width() < sizeHint().width() ? m_text : QString());
}

QSize StatePill::sizeFor(const Theme &theme, const QString &text)
{
    const QFontMetrics metrics(theme.font(Type::Small, QFont::Medium));
    return { metrics.horizontalAdvance(text) + 2 * padding + mark, pill_height };
}

void StatePill::paint(QPainter *painter, const Theme &theme, const QRect &rect, const QString &text, Tone tone, const QString &icon)
{
    QSize size = sizeFor(theme, text);
    if (!icon.isEmpty())
        size.rwidth() += 6;
    const Qt::LayoutDirection direction = painter->layoutDirection();
    const QRect pill = QStyle::alignedRect(direction, Qt::AlignLeft | Qt::AlignVCenter, size.boundedTo(rect.size()), rect);
    const QColor colour = theme.colour(ink(tone));
    const QColor outline = theme.scheme() == Scheme::HighContrast ? colour : QColor();
    paintRounded(painter, pill, pill_height / 2.0, theme.colour(soft(tone)), outline);
    const int side = icon.isEmpty() ? 6 : 14;
    QRect sign(pill.left() + padding, pill.center().y() - side / 2 + (side % 2 == 0 ? 1 : 0), side, side);
    QRect words = pill.adjusted(padding + mark + (icon.isEmpty() ? 0 : 6), 0, -padding + 2, 0);
    sign = QStyle::visualRect(direction, pill, sign);
    words = QStyle::visualRect(direction, pill, words);
    if (icon.isEmpty())
        paintRounded(painter, sign, 3, colour);
    else
        paintIcon(painter, icon, sign, colour);
    paintText(painter, words, text, theme.font(Type::Small, QFont::Medium), colour);
}

void StatePill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, m_theme, rect(), m_text, m_tone, m_icon);
}

} // namespace steward
