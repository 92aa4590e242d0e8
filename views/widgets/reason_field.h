// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

class QLineEdit;

namespace steward {

class ComboBox;
class Field;

/// Why an operator does something: a code from the list and a note for the audit log.
class ReasonField final : public QWidget
{
    Q_OBJECT

public:
    struct Reason {
        QString code;
        QString title;
    };

    explicit ReasonField(const Theme &theme, QWidget *parent = nullptr);

    void setReasons(const QList<Reason> &reasons);
    /// How many characters the note must have; 0 (as it begins) makes it optional.
    void setShortestNote(int characters);

    [[nodiscard]] QString code() const;
    [[nodiscard]] QString note() const;
    void setCode(const QString &code);
    void setNote(const QString &note);
    [[nodiscard]] bool isComplete() const;

    /// Shows at each field what is missing and moves the focus to the first such; until then nothing is held against
    /// the operator. True when nothing is missing.
    bool check();

    /// `prefix`.reason-code and `prefix`.reason-note become the object names of the two fields.
    void setNames(const QString &prefix);

signals:
    void changed();

private:
    void showProblems();

    ComboBox *m_code;
    QLineEdit *m_note;
    Field *m_codeField;
    Field *m_noteField;
    int m_shortest = 0;
    bool m_checked = false;
};

} // namespace steward
