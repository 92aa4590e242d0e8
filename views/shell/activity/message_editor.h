// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effects.h"
#include "core/door/door.h"
#include "views/widgets/overlay.h"

class QLineEdit;
class QPlainTextEdit;

namespace steward {

class Button;
class Field;
class Label;
class SegmentedControl;

/// A message as its recipient will read it, in their language and direction; before it is sent it can be put into other
/// words or, where nobody has to be told, left out with a reason. Ctrl+Enter keeps what was written.
class MessageEditor final : public Overlay
{
    Q_OBJECT

public:
    /// `shortest` is how many letters the reason for silence has at least.
    MessageEditor(const Theme &theme, const MessageEffect &message, const QString &to, int shortest, QWidget *window);

    /// Only to be read: it was sent, or somebody else says what it says.
    void setReadOnly();
    /// Opens it with the focus on its text, or on the way back where there is nothing to type.
    void openOnText();

signals:
    /// What it is to say now; nothing at all: what its template says.
    void said(const steward::SaidOfMessage &said);

protected:
    [[nodiscard]] QRect cardPlace() const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(const QString &to);
    void showKind();
    void take();
    [[nodiscard]] bool isSilent() const;
    [[nodiscard]] bool refuses(Field *field, const QString &problem);

    MessageEffect m_message;
    int m_shortest;
    SegmentedControl *m_kind;
    QLineEdit *m_subject;
    QPlainTextEdit *m_body;
    QLineEdit *m_why;
    Field *m_subjectField, *m_bodyField, *m_whyField;
    Label *m_duty;
    Button *m_former, *m_cancel, *m_keep;
};

} // namespace steward
