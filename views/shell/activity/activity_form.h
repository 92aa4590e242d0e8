// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/activity/activity_run.h"
#include "views/shell/activity/effects_words.h"
#include "views/shell/desk.h"
#include "views/widgets/button.h"

#include <QWidget>

class QScrollArea;

namespace steward {

class ArgumentEditor;
class Banner;
class ConfirmBar;
class EffectsPanel;
class Label;
class ReasonField;

/// The form of any operation on any record: arguments, reason, what will happen, confirm; then what happened, and undo.
/// Which operation it is, is data. What is typed is kept as a draft until it is done or thrown away.
class ActivityForm final : public QWidget
{
    Q_OBJECT

public:
    struct Subject {
        QString operation, title; ///< "override_cancel", "Cancel by override"
        QString argument; ///< name of the operation's first parameter, which names the record
        qint64 key = 0;
        QString reference;
        int version = 0; ///< 0 for records without versions
        bool danger = false, needsReason = false;
        bool undoable = true; ///< it changes the record itself; what the operation says of it counts as well
        QString onBehalfOf, party; ///< for whom it is done: "customer:17", and in words; empty: as oneself
        int variant = 0; ///< among forms of one operation that are compared, for their drafts
        std::optional<Proposal> proposal; ///< it is made for this one, as its second person: nothing of it can be edited
        EffectsWords words;
    };

    ActivityForm(const Desk &desk, Subject subject, ArgumentEditor *editor, QWidget *parent = nullptr);

    [[nodiscard]] const Subject &subject() const { return m_subject; }
    [[nodiscard]] ActivityRun::Phase phase() const { return m_run->phase(); }
    [[nodiscard]] ConfirmBar *confirmBar() const { return m_confirm; }
    /// The record as it is now; where its version is another, what changed is shown, and nothing goes on until that was seen.
    void setVersion(int version);
    /// What changed was seen: the effects are worked out for the record as it is now. Nothing typed is lost.
    void takeNewState();
    [[nodiscard]] bool isOutdated() const { return m_run->phase() == ActivityRun::Phase::Outdated; }
    /// What it would do, while that is known; what it did, once done.
    [[nodiscard]] const std::optional<Outcome> &outcome() const { return m_run->outcome(); }
    [[nodiscard]] const ArgumentEditor &editor() const { return *m_editor; }
    /// What stands in the way of confirming, in words; empty when nothing does.
    [[nodiscard]] QString refusal() const;
    /// Starts with what another form of the same operation says.
    void copyFrom(const ActivityForm &other);
    void focusFirst();
    /// What confirming would do, as the palette and keys may ask for it.
    void confirm();

signals:
    void phaseChanged();
    void done(const steward::Outcome &outcome);
    void closeRequested();
    void undoRequested(const QString &invocation);
    /// The second person says no to the subject's proposal.
    void rejectionRequested();
    /// What changed was seen: this form, and those that are compared with it, take the new state.
    void newStateWanted();
    /// The record changed under the form: read it again and tell its version.
    void recordChanged();

private:
    void build();
    QWidget *buildHeader();
    QWidget *buildProposal(const Proposal &proposal);
    [[nodiscard]] bool isReasonOf(const Reason &reason) const;
    void nameConfirm();
    [[nodiscard]] Button::Kind confirmKind() const;
    [[nodiscard]] bool isUndoable() const;
    /// It is done, being done, or perhaps done: nothing typed changes it any more.
    [[nodiscard]] bool isSent() const;
    void takeInput();
    void showRun();
    void showPreviewed();
    void showRefused();
    void showDone();
    void askWhatChanged();
    void showNotes();
    /// Why it cannot be confirmed, or taken back, now; the link counts as well.
    void showRefusal();
    void showMessage(const QString &id);
    void workOutAgain();
    [[nodiscard]] bool areMessagesRefused() const;
    [[nodiscard]] bool mayRephrase() const;
    void restoreDraft();
    [[nodiscard]] QWidget *firstControl() const;
    void keepDraft();
    void dropDraft();
    [[nodiscard]] QString draftScope() const;
    [[nodiscard]] QString draftName() const;
    [[nodiscard]] Activity activity() const;

    const Desk &m_desk;
    Subject m_subject;
    ArgumentEditor *m_editor;
    ActivityRun *m_run;
    QTimer m_draftRest;
    QTimer m_undoTick;
    Banner *m_notice = nullptr;
    Banner *m_outdated = nullptr; ///< what changed under the form
    Button *m_takeNew = nullptr;
    int m_newVersion = 0;
    Latest m_changes;
    QWidget *m_inputs = nullptr;
    ReasonField *m_reason = nullptr;
    EffectsPanel *m_effects = nullptr;
    Label *m_result = nullptr;
    ConfirmBar *m_confirm = nullptr;
    Button *m_close = nullptr;
    QScrollArea *m_scroll = nullptr;
    QMap<QString, SaidOfMessage> m_messages; ///< what the operator says of messages, by template
    QString m_refusal; ///< what stands in the way besides the link
};

} // namespace steward
