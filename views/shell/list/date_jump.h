// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/typed_moment.h"
#include "views/widgets/overlay.h"

#include <QDateTime>

#include <functional>

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
    /// Days are those of the zone of that IANA name, and it is named; without one, of the operator's own.
    DateJump(const Theme &theme, QWidget *window, const QString &zone = {});
    [[nodiscard]] const QString &zone() const { return m_zone; }

    /// `what` says which time it is and where the jump leads: "Shows the first booking that starts then or later."
    void ask(const QString &what);
    /// Another question of the same kind: the beginning of its object names, its title, and what its button says.
    void setWords(const QString &names, const QString &title, const QString &go);
    /// Which year a day means that is written without one.
    void setTowards(Towards towards) { m_towards = towards; }
    /// Which moments it refuses: a sentence for one, nothing for those that will do.
    void setCheck(std::function<QString(const QDateTime &)> check) { m_check = std::move(check); }

signals:
    void chosen(const QDateTime &moment);

protected:
    [[nodiscard]] QRect cardPlace() const override;

private:
    void read();
    void jump();
    [[nodiscard]] std::optional<QDateTime> typed() const;

    QString m_zone;
    Towards m_towards = Towards::Either;
    std::function<QString(const QDateTime &)> m_check;
    Label *m_title, *m_what;
    QLineEdit *m_typed;
    Field *m_field;
    Button *m_cancel, *m_jump;
};

} // namespace steward
