// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

class Label;

/// A control with its label above and, below, either help or what is wrong with it. The label is the control's
/// buddy, so assistive technology calls the control by it.
class Field final : public QWidget
{
    Q_OBJECT

public:
    /// Takes `control`. Its accessible name becomes `label` unless it has one.
    Field(const Theme &theme, const QString &label, QWidget *control, QWidget *parent = nullptr);

    void setHelp(const QString &help);
    /// Says what to do about the control's content; an empty text takes it back. Announced to assistive technology.
    void setError(const QString &error);
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QWidget *control() const { return m_control; }
    void setOptional();

private:
    void showMessage();

    QWidget *m_control;
    Label *m_label;
    Label *m_optional;
    QWidget *m_sign;
    QWidget *m_line;
    Label *m_message;
    QString m_help;
    QString m_error;
};

} // namespace steward
