// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/value_accessible.h"

#include "views/widgets/accessible_factories.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace steward {

namespace {

class SpokenValue final : public QAccessibleWidget
{
public:
    explicit SpokenValue(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::StaticText)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text part) const override
    {
        if (part == QAccessible::Name)
            return object()->property("spokenText").toString();
        return QAccessibleWidget::text(part);
    }
};

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (object == nullptr || !object->isWidgetType())
        return nullptr;
    auto *widget = static_cast<QWidget *>(object);
    if (QAccessibleInterface *made = makeInteractiveAccessible(className, widget))
        return made;
    if (className.startsWith(QLatin1StringView("steward::")) && widget->metaObject()->indexOfProperty("spokenText") >= 0)
        return new SpokenValue(widget);
    return nullptr;
}

} // namespace

void registerAccessibleValues()
{
    static const bool once = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(once)
}

void announceValue(QWidget *widget)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent changed(widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace steward
