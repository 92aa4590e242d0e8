// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

class QLineEdit;

namespace steward {

class ComboBox;
class Field;
class Theme;

/// What a booking costs instead, and who bears the difference: price, bearer. Who can bear it hangs on whether it is dearer.
class RepriceEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    RepriceEditor(const Theme &theme, const Booking &booking, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    void readPrice();
    void offerBearers();
    [[nodiscard]] QString bearer() const;

    Money m_former;
    std::int64_t m_price = 0; ///< what is typed, in minor units; 0 while that is no other price
    int m_offered = 0; ///< who is offered: of a dearer price (1), a cheaper one (-1), nobody yet
    QLineEdit *m_typed;
    Field *m_field;
    ComboBox *m_bearer;
    Field *m_bearerField;
};

} // namespace steward
