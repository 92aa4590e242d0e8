// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessible_factories.h"

#include "views/widgets/rail_entry.h"
#include "views/widgets/split_handle.h"

#include <QAccessibleWidget>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// A slider over minor units.
class HandleAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit HandleAccessible(SplitHandle *handle)
        : QAccessibleWidget(handle, QAccessible::Slider)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface *>(this) : QAccessibleWidget::interface_cast(type);
    }
    [[nodiscard]] QString text(QAccessible::Text part) const override
    {
        return part == QAccessible::Value ? handle()->spokenValue() : QAccessibleWidget::text(part);
    }
    [[nodiscard]] QVariant currentValue() const override { return static_cast<qlonglong>(handle()->value()); }
    void setCurrentValue(const QVariant &value) override { handle()->ask(value.toLongLong()); }
    [[nodiscard]] QVariant maximumValue() const override { return static_cast<qlonglong>(handle()->most()); }
    [[nodiscard]] QVariant minimumValue() const override { return static_cast<qlonglong>(handle()->least()); }
    [[nodiscard]] QVariant minimumStepSize() const override { return 1; }

private:
    [[nodiscard]] SplitHandle *handle() const { return static_cast<SplitHandle *>(object()); }
};

/// An area of the console: a page tab that can be pressed.
class RailEntryAccessible final : public QAccessibleWidget
{
public:
    explicit RailEntryAccessible(RailEntry *entry)
        : QAccessibleWidget(entry, QAccessible::PageTab)
    {
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.selected = static_cast<RailEntry *>(object())->isCurrent();
        return state;
    }
    [[nodiscard]] QStringList actionNames() const override { return { pressAction() }; }
    void doAction(const QString &action) override
    {
        if (action == pressAction())
            static_cast<RailEntry *>(object())->click();
    }
};

} // namespace

QAccessibleInterface *makeInteractiveAccessible(const QString &className, QWidget *widget)
{
    // Qt's own object for a scroll area reads past the end of its children (qtbase 6.4, complexwidgets.cpp) when it is
    // asked for one that has just gone, as a scroll bar does while a screen reader counts. The plain one has the same
    // children and looks first.
    if (className == "QScrollArea"_L1 || className == "QAbstractScrollArea"_L1)
        return new QAccessibleWidget(widget, QAccessible::Client);
    if (className == "steward::SplitHandle"_L1)
        return new HandleAccessible(static_cast<SplitHandle *>(widget));
    if (className == "steward::RailEntry"_L1)
        return new RailEntryAccessible(static_cast<RailEntry *>(widget));
    if (className == "steward::NavigationRail"_L1)
        return new QAccessibleWidget(widget, QAccessible::PageTabList);
    return nullptr;
}

} // namespace steward
