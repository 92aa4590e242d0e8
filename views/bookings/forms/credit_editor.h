// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

class QLineEdit;

namespace steward {

class Field;
class Theme;

/// What a customer is credited, in the booking's currency: amount.
class CreditEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    CreditEditor(const Theme &theme, const Booking &booking, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    void readAmount();

    Currency m_currency;
    std::int64_t m_amount = 0; ///< what is typed, in minor units; 0 while that is no amount
    QLineEdit *m_typed;
    Field *m_field;
};

} // namespace steward
