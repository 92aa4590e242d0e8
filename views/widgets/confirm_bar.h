// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/button.h"

#include <QWidget>

class QVBoxLayout;

namespace steward {

/// The foot of a form that does something: what to know before it, the way back, and the button that says what it does.
class ConfirmBar final : public QWidget
{
    Q_OBJECT

public:
    struct Note {
        QString icon;
        QString text; ///< "Above your €50 limit: goes to Approvals"
        Tone tone = Tone::Mute;
    };

    explicit ConfirmBar(const Theme &theme, QWidget *parent = nullptr);

    /// `text` is a verb and its object with the figure that matters: "Cancel booking and refund €74.40".
    void setConfirmText(const QString &text, Button::Kind kind = Button::Kind::Danger);
    void setBackText(const QString &text);
    void setNotes(const QList<Note> &notes);
    /// While the action runs: a spinner, no second click, no way back.
    void setBusy(bool busy);
    /// Why it cannot be confirmed now; empty when it can.
    void setRefusal(const QString &why);

    [[nodiscard]] Button *confirm() const { return m_confirm; }
    [[nodiscard]] Button *back() const { return m_back; }
    /// `prefix`.confirm and `prefix`.back.
    void setNames(const QString &prefix);

signals:
    void confirmed();
    void backed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QVBoxLayout *m_notes;
    Button *m_back;
    Button *m_confirm;
};

} // namespace steward
