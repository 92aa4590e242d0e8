// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/rail_entry.h"

#include "views/widgets/badge.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>

namespace steward {

RailEntry::RailEntry(const Theme &theme, const QString &id, const QString &text, const QString &icon, const QString &keys, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_id(id)
    , m_icon(icon)
    , m_keys(keys)
{
    setText(text);
    setObjectName(QLatin1StringView("rail.") + id);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    name();
}

void RailEntry::name()
{
    setAccessibleName(m_count.isEmpty() ? text() : tr("%1, %2").arg(text(), m_count));
    const QString tip = m_keys.isEmpty() ? text() : tr("%1 (%2)").arg(text(), m_keys);
    setToolTip(m_compact || !m_keys.isEmpty() ? tip : QString());
}

void RailEntry::setCount(qint64 count)
{
    m_count = count > 0 ? Badge::countText(count) : QString();
    name();
    update();
}

void RailEntry::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    update();
    QAccessible::State changed;
    changed.selected = true;
    QAccessibleStateChangeEvent event(this, changed);
    QAccessible::updateAccessibility(&event);
}

void RailEntry::setCompact(bool compact)
{
    m_compact = compact;
    name();
    updateGeometry();
    update();
}

QSize RailEntry::sizeHint() const
{
    return { m_compact ? 40 : 184, 36 };
}

void RailEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [this](Token token) { return m_theme.colour(token); };
    if (m_current)
        paintRounded(&painter, rect(), grid::control_radius, of(Token::AccentSoft));
    else if (isHovered(this))
        paintRounded(&painter, rect(), grid::control_radius, of(Token::Sunken));
    const Token ink = !isEnabled() ? Token::TextDisabled : m_current ? Token::Accent : Token::Text2;
    const int left = m_compact ? (width() - 18) / 2 : 12;
    paintIcon(&painter, m_icon, mirrored(this, QRect(left, (height() - 18) / 2, 18, 18)), of(ink));
    if (m_compact) {
        if (!m_count.isEmpty())
            paintRounded(&painter, mirrored(this, QRect(width() - 14, 7, 7, 7)), 3.5, of(Token::AccentFill));
    } else {
        const QFont font = m_theme.font(Type::Body, m_current ? QFont::DemiBold : QFont::Medium);
        const QFont figures = m_theme.font(Type::Small, m_current ? QFont::DemiBold : QFont::Medium);
        const int count = m_count.isEmpty() ? 0 : static_cast<int>(tabularWidth(m_count, figures)) + 1;
        const Token words = !isEnabled() ? Token::TextDisabled : m_current ? Token::Accent : isHovered(this) ? Token::Text : Token::Text2;
        paintText(&painter, mirrored(this, QRect(41, 0, width() - 41 - count - 20, height())), text(), font, of(words));
        if (count > 0)
            paintTabular(&painter, mirrored(this, QRect(width() - 12 - count, 0, count, height())), m_count, figures, of(words), Qt::AlignLeft);
    }
    if (hasKeyboardFocus(this))
        paintFocusRing(&painter, m_theme, rect(), grid::control_radius);
}

void RailEntry::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return click();
    case Qt::Key_Up: focusNextPrevChild(false); return;
    case Qt::Key_Down: focusNextPrevChild(true); return;
    default: QAbstractButton::keyPressEvent(event);
    }
}

} // namespace steward
