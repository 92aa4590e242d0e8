// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/actions.h"

#include <QWidget>

namespace steward {

namespace {
constexpr auto why_property = "steward_why";
constexpr auto icon_property = "steward_icon";
}

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

QAction *Actions::make(const QString &id, const QString &title, const QString &icon, const QKeySequence &key,
                       const std::function<void()> &run)
{
    Q_ASSERT_X(find(id) == nullptr, "Actions", "two actions have one id");
    auto *action = new QAction(title, this);
    action->setObjectName(id);
    action->setProperty(icon_property, icon);
    if (!key.isEmpty())
        action->setShortcut(key);
    connect(action, &QAction::triggered, this, [this, id, run] {
        emit aboutToRun(id);
        run();
    });
    connect(action, &QAction::changed, this, &Actions::changed);
    m_all.append(action);
    emit changed();
    return action;
}

QAction *Actions::add(const QString &id, const QString &title, const QString &icon, const QKeySequence &key,
                      const std::function<void()> &run)
{
    QAction *action = make(id, title, icon, key, run);
    action->setShortcutContext(Qt::WindowShortcut);
    m_window->addAction(action);
    return action;
}

QAction *Actions::addWithin(const QList<QWidget *> &places, const QString &id, const QString &title, const QString &icon,
                            const QKeySequence &key, const std::function<void()> &run)
{
    QAction *action = make(id, title, icon, key, run);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    for (QWidget *place : places)
        place->addAction(action);
    return action;
}

void Actions::removeAll(const QString &prefix)
{
    const auto gone = [&](QAction *action) { return action->objectName().startsWith(prefix); };
    for (QAction *action : std::as_const(m_all)) {
        if (gone(action))
            action->deleteLater();
    }
    if (m_all.removeIf(gone) > 0)
        emit changed();
}

QAction *Actions::find(const QString &id) const
{
    const auto found = std::ranges::find_if(m_all, [&](const QAction *action) { return action->objectName() == id; });
    return found == m_all.end() ? nullptr : *found;
}

void Actions::setRefusal(QAction *action, const QString &why)
{
    action->setProperty(why_property, why);
    action->setEnabled(why.isEmpty());
    action->setToolTip(why.isEmpty() ? action->text() : why);
}

QString Actions::refusal(const QAction *action)
{
    return action->property(why_property).toString();
}

QString Actions::iconName(const QAction *action)
{
    return action->property(icon_property).toString();
}

} // namespace steward
