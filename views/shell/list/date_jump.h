// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/overlay.h"

#include <QDateTime>

class QLineEdit;

namespace steward {

class Button;
class Field;
class Label;

/// Asks for a date to go to in a list that is sorted by a time. What is typed is read at once and said back in full; what
/// cannot be read is refused at the field.
class DateJump final : public Overlay
{
    Q_OBJECT

public:
    DateJump(const Theme &theme, QWidget *window);

    /// `what` says which time it is and where the jump leads: "Shows the first booking that starts then or later."
    void ask(const QString &what);

signals:
    void chosen(const QDateTime &moment);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    void read();
    void jump();

    Label *m_what;
    QLineEdit *m_typed;
    Field *m_field;
    Button *m_cancel, *m_jump;
};

} // namespace steward
