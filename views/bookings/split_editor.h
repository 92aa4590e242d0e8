// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

namespace steward {

class Label;
class MoneySplit;
class Theme;

/// Who gets what of the money held for a booking that is cancelled: to_customer, to_provider; the platform keeps the rest.
class SplitEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    SplitEditor(const Theme &theme, const Booking &booking, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    void setSettled(bool settled) override;
    [[nodiscard]] QString confirmText() const override;

private:
    Money m_available;
    MoneySplit *m_split;
};

/// For an operation without arguments of its own: says what it does.
class PlainEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    PlainEditor(const Theme &theme, const QString &description, const QString &confirmText, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override { return {}; }
    void restore(const QJsonObject &) override { }
    [[nodiscard]] QString confirmText() const override { return m_confirmText; }

private:
    QString m_confirmText;
};

} // namespace steward
