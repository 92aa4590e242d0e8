// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

namespace steward {

class Label;
class MoneySplit;
class Theme;

/// Who gets what of the money that is, or was, held for a booking: to_customer, to_provider; the platform keeps the rest.
class SplitEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    /// What is done with it, as the button says: cancelled, or decided.
    enum class Purpose { Cancel, Resolve };

    SplitEditor(const Theme &theme, const Booking &booking, Purpose purpose, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    void setSettled(bool settled) override;
    [[nodiscard]] QString confirmText() const override;

private:
    Purpose m_purpose;
    Money m_available;
    MoneySplit *m_split;
};

} // namespace steward
