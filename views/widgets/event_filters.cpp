// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/event_filters.h"

#include <QEvent>
#include <QFocusEvent>
#include <QStyle>
#include <QWidget>

namespace steward {

KeyboardFocus::KeyboardFocus(QObject *parent)
    : QObject(parent)
{
    parent->installEventFilter(this);
}

void KeyboardFocus::noteInput(const QEvent &event)
{
    if (event.type() == QEvent::KeyPress || event.type() == QEvent::ShortcutOverride)
        m_keyWasLast = true;
    else if (event.type() == QEvent::MouseButtonPress || event.type() == QEvent::TouchBegin)
        m_keyWasLast = false;
}

bool KeyboardFocus::eventFilter(QObject *watched, QEvent *event)
{
    noteInput(*event);
    if ((event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut) || !watched->isWidgetType())
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
    const bool byKey = event->type() == QEvent::FocusIn
        && (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason
            || (reason == Qt::OtherFocusReason && m_keyWasLast)
            || (reason == Qt::ActiveWindowFocusReason && widget->property("kbd").toBool()));
    // A window that is left and come back to shows the ring again where it was.
    if (event->type() == QEvent::FocusOut && (reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason))
        return false;
    if (widget->property("kbd").toBool() != byKey) {
        widget->setProperty("kbd", byKey);
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
        widget->update();
    }
    return false;
}

A11yIds::A11yIds(QObject *parent)
    : QObject(parent)
    , m_active(qEnvironmentVariableIntValue("STEWARD_A11Y_IDS") == 1)
{
    if (m_active)
        parent->installEventFilter(this);
}

bool A11yIds::eventFilter(QObject *watched, QEvent *event)
{
    // Shown again: some are named only after their polish.
    const bool changes = event->type() == QEvent::Polish || event->type() == QEvent::Show || event->type() == QEvent::ToolTipChange;
    if (m_active && changes && watched->isWidgetType() && !watched->objectName().isEmpty()
        && !watched->objectName().startsWith(QLatin1StringView("qt_"))) {
        auto *widget = static_cast<QWidget *>(watched);
        widget->setAccessibleDescription(QStringLiteral("#%1 %2").arg(widget->objectName(), widget->toolTip()).trimmed());
    }
    return false;
}

} // namespace steward
