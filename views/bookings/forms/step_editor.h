// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

class QLineEdit;

namespace steward {

class ComboBox;
class Field;
class Theme;

/// Which of a booking's automatic steps, and, where it is moved, to when: step, due.
class StepEditor final : public ArgumentEditor
{
    Q_OBJECT

public:
    /// Operations that it is for.
    [[nodiscard]] static bool isFor(const QString &operation);

    /// `step` is chosen at first, the next one if it is empty; `now` is the server's.
    StepEditor(const Theme &theme, const Booking &booking, const QString &operation, const QString &step, const QDateTime &now, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;

private:
    [[nodiscard]] QDateTime due() const;
    [[nodiscard]] QString title() const; ///< of the chosen step, within a sentence
    void readDue();

    QString m_operation;
    QString m_zone;
    QDateTime m_now;
    ComboBox *m_steps;
    QLineEdit *m_typed = nullptr; ///< where a step is moved
    Field *m_field = nullptr;
};

} // namespace steward
