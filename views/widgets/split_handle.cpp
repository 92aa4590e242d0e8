// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/split_handle.h"

#include "views/widgets/painting.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>

namespace steward {

SplitHandle::SplitHandle(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(side, side);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setAccessibleName(name);
    setAttribute(Qt::WA_Hover);
}

void SplitHandle::set(const Money &total, std::int64_t value, std::int64_t least, std::int64_t most)
{
    const bool moved = value != m_value;
    m_total = total;
    m_value = value;
    m_least = least;
    m_most = most;
    if (moved && QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, static_cast<qlonglong>(value));
        QAccessible::updateAccessibility(&event);
    }
}

void SplitHandle::ask(std::int64_t value)
{
    const std::int64_t held = std::clamp(value, m_least, m_most);
    if (held != m_value)
        emit asked(held);
}

void SplitHandle::keyPressEvent(QKeyEvent *event)
{
    const std::int64_t percent = std::max<std::int64_t>(m_total.minor / 100, 1);
    const std::int64_t step = event->modifiers().testFlag(Qt::ShiftModifier) ? 1 : percent;
    const std::int64_t forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left: return ask(m_value - forward * step);
    case Qt::Key_Right: return ask(m_value + forward * step);
    case Qt::Key_Down: return ask(m_value - step);
    case Qt::Key_Up: return ask(m_value + step);
    case Qt::Key_PageDown: return ask(m_value - 10 * percent);
    case Qt::Key_PageUp: return ask(m_value + 10 * percent);
    case Qt::Key_Home: return ask(m_least);
    case Qt::Key_End: return ask(m_most);
    default: QWidget::keyPressEvent(event);
    }
}

void SplitHandle::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_grip = event->position().toPoint().x() - side / 2;
    setFocus(Qt::MouseFocusReason);
}

void SplitHandle::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const int track = parentWidget()->width() - side;
    int x = mapToParent(event->position().toPoint()).x() - m_grip - side / 2;
    if (layoutDirection() == Qt::RightToLeft)
        x = track - x;
    x = std::clamp(x, 0, track);
    // The pointer moves in whole percents, with Shift as fine as pixels are; exact amounts are typed.
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        return ask(track == 0 ? 0 : m_total.minor / track * x + m_total.minor % track * x / track);
    const int percent = track == 0 ? 0 : (x * 100 + track / 2) / track;
    ask(m_total.minor / 100 * percent + (m_total.minor % 100 * percent + 50) / 100);
}

void SplitHandle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF knob = QRectF(rect()).adjusted(2, 2, -2, -2);
    const QColor ring = m_theme.colour(isEnabled() ? Token::AccentFill : Token::Border);
    paintRounded(&painter, knob, side / 2.0, m_theme.colour(Token::Surface), ring, 2.5);
    paintRounded(&painter, knob.adjusted(5, 5, -5, -5), 5, ring);
    if (hasKeyboardFocus(this) || (isHovered(this) && isEnabled()))
        paintRounded(&painter, rect(), side / 2.0, QColor(), m_theme.colour(hasKeyboardFocus(this) ? Token::Focus : Token::AccentSoft), 2);
}

int tenthsOfPercent(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return 0;
    // Amounts stay below 2^53, so a thousandfold stays below 2^63.
    return static_cast<int>((part * 1000 + whole / 2) / whole);
}

QString percentText(std::int64_t part, std::int64_t whole)
{
    const int tenths = tenthsOfPercent(part, whole);
    const QLocale locale;
    const QString figure = tenths % 10 == 0 ? locale.toString(tenths / 10) : locale.toString(tenths / 10.0, 'f', 1);
    return figure + QChar(0x00A0) + locale.percent();
}

} // namespace steward
