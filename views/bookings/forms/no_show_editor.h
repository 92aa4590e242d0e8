// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

namespace steward {

class ComboBox;
class Theme;

/// Who did not come: absent.
class NoShowEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    NoShowEditor(const Theme &theme, const Booking &booking, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    [[nodiscard]] QString absent() const;

    ComboBox *m_who;
};

} // namespace steward
