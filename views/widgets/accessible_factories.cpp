// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessible_factories.h"

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

} // namespace

QAccessibleInterface *makeInteractiveAccessible(const QString &className, QWidget *widget)
{
    if (className == "steward::SplitHandle"_L1)
        return new HandleAccessible(static_cast<SplitHandle *>(widget));
    return nullptr;
}

} // namespace steward
