// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/activity_form.h"

#include "core/workspace/workspace.h"
#include "views/shell/activity/approval_words.h"
#include "views/shell/activity/argument_editor.h"
#include "views/shell/link_status.h"
#include "views/shell/moments.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/confirm_bar.h"
#include "views/widgets/effects_panel.h"
#include "views/widgets/label.h"
#include "views/widgets/reason_field.h"
#include "views/widgets/steady_scroll.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
/// Typing is kept this long after it rests: a crash costs less than a second of it.
constexpr std::chrono::milliseconds draft_rest { 400 };
/// Undo takes the place of Confirm: the second half of a double click must not hit it.
constexpr std::chrono::milliseconds second_click { 800 };
}

ActivityForm::ActivityForm(const Desk &desk, Subject subject, ArgumentEditor *editor, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_subject(std::move(subject))
    , m_editor(editor)
    , m_run(new ActivityRun(desk.door, this))
{
    setObjectName(u"activity.form"_s);
    build();
    m_draftRest.setSingleShot(true);
    m_draftRest.setInterval(draft_rest);
    m_undoTick.setInterval(std::chrono::milliseconds(500));
    connect(&m_draftRest, &QTimer::timeout, this, &ActivityForm::keepDraft);
    connect(&m_undoTick, &QTimer::timeout, this, &ActivityForm::showNotes);
    connect(m_run, &ActivityRun::changed, this, &ActivityForm::showRun);
    connect(m_run, &ActivityRun::done, this, [this](const Outcome &outcome) {
        dropDraft();
        emit done(outcome);
    });
    connect(m_run, &ActivityRun::targetChanged, this, [this] {
        emit recordChanged();
        if (m_subject.version == 0)
            m_run->retry(); // no version of it will be told
    });
    connect(m_takeNew, &QAbstractButton::clicked, this, &ActivityForm::newStateWanted);
    connect(m_editor, &ArgumentEditor::changed, this, &ActivityForm::takeInput);
    connect(m_reason, &ReasonField::changed, this, &ActivityForm::takeInput);
    connect(m_confirm, &ConfirmBar::confirmed, this, &ActivityForm::confirm);
    connect(m_confirm, &ConfirmBar::backed, this, &ActivityForm::closeRequested);
    connect(m_effects, &EffectsPanel::messagePreviewRequested, this, &ActivityForm::showMessage);
    connect(m_effects, &EffectsPanel::actionTriggered, this, &ActivityForm::workOutAgain);
    connect(&desk.link, &LinkStatus::changed, this, [this] {
        const bool couldConfirm = refusal().isEmpty();
        showNotes();
        if (couldConfirm != refusal().isEmpty())
            emit phaseChanged(); // the key and the palette go by the button
    });
    connect(&desk.link, &LinkStatus::healed, this, [this] {
        if (m_run->phase() == ActivityRun::Phase::Refused && m_run->error()->isTransient() && !m_run->failedToConfirm())
            m_run->retry();
    });
    setFocusProxy(firstControl());
    restoreDraft();
    takeInput();
    m_draftRest.stop(); // opening a form is no draft
}

void ActivityForm::build()
{
    const Theme &theme = m_desk.theme;
    m_notice = new Banner(theme, Banner::Kind::Info);
    m_notice->setObjectName(u"activity.notice"_s);
    m_notice->hide();
    m_outdated = new Banner(theme, Banner::Kind::Warning);
    m_outdated->setObjectName(u"activity.outdated"_s);
    m_outdated->hide();
    m_takeNew = new Button(theme, tr("Take the new state and preview again"), Button::Kind::Primary); // no room for it beside the words
    m_takeNew->setObjectName(u"activity.take-new-state"_s);
    m_takeNew->setIconName(u"refresh-cw"_s);
    m_takeNew->hide();
    m_reason = new ReasonField(theme);
    m_reason->setNames(u"activity"_s);
    QList<ReasonField::Reason> reasons;
    for (const Reason &reason : m_desk.reasons) {
        if (isReasonOf(reason))
            reasons.append({ reason.code, reason.title });
    }
    m_reason->setReasons(reasons);
    m_reason->setVisible(m_subject.needsReason && !m_subject.proposal);
    m_effects = new EffectsPanel(theme);
    m_effects->setObjectName(u"activity.effects"_s);
    m_effects->setNames(u"activity"_s);
    m_effects->setTitle(tr("What will happen"));
    m_result = new Label(theme, {}, Type::Body, Token::Ok, QFont::DemiBold);
    m_result->setObjectName(u"activity.result"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    m_confirm = new ConfirmBar(theme);
    m_confirm->setNames(u"activity"_s);
    m_confirm->setBackText(tr("Back"));

    m_inputs = new QWidget;
    auto *inputs = new QVBoxLayout(m_inputs);
    inputs->setContentsMargins({});
    inputs->setSpacing(grid::pad);
    if (m_subject.proposal) {
        inputs->addWidget(buildProposal(*m_subject.proposal));
        m_editor->restore(m_subject.proposal->arguments.toObject());
        m_editor->setEnabled(false);
    }
    if (!m_subject.onBehalfOf.isEmpty()) {
        auto *words = new Label(theme, tr("For %1, who is told that it was done for them. It goes by the rules that hold for them, and in both your names.").arg(m_subject.party),
            Type::Body, Token::Text2);
        words->setObjectName(u"activity.for"_s);
        words->setWordWrap(true);
        inputs->addWidget(words);
    }
    inputs->addWidget(m_editor);
    inputs->addWidget(m_reason);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(grid::pad, 12, grid::pad, grid::pad);
    column->setSpacing(grid::pad);
    column->addWidget(m_outdated);
    column->addWidget(m_takeNew);
    column->addWidget(m_notice);
    column->addWidget(m_result);
    column->addWidget(m_inputs);
    column->addWidget(m_effects);
    column->addStretch(1);
    m_scroll = new SteadyScroll(content);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto *ground = new QFrame(this);
    ground->setProperty("ground", u"surface"_s);
    auto *inner = new QVBoxLayout(ground);
    inner->setContentsMargins({});
    inner->setSpacing(0);
    inner->addWidget(buildHeader());
    inner->addWidget(m_scroll, 1);
    inner->addWidget(m_confirm);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(ground);
}

QWidget *ActivityForm::buildHeader()
{
    const Theme &theme = m_desk.theme;
    auto *header = new QWidget;
    auto *title = new Label(theme, m_subject.title, Type::Title, Token::Text, QFont::DemiBold, header);
    title->setObjectName(u"activity.title"_s);
    title->setWordWrap(!m_subject.onBehalfOf.isEmpty()); // "Accept the proposed time for the customer"
    auto *reference = new Label(theme, m_subject.reference, Type::Small, Token::Text2, QFont::Normal, header);
    reference->setObjectName(u"activity.reference"_s);
    m_close = Button::iconOnly(theme, u"x"_s, tr("Close the form"), header);
    m_close->setObjectName(u"activity.close"_s);
    connect(m_close, &QAbstractButton::clicked, this, &ActivityForm::closeRequested);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(grid::pad, grid::pad, 12, 0);
    row->setSpacing(grid::gap);
    row->addWidget(title, m_subject.onBehalfOf.isEmpty() ? 0 : 1);
    row->addWidget(reference);
    row->addStretch(m_subject.onBehalfOf.isEmpty() ? 1 : 0);
    row->addWidget(m_close);
    return header;
}

QWidget *ActivityForm::buildProposal(const Proposal &proposal)
{
    const Theme &theme = m_desk.theme;
    auto *place = new QWidget;
    auto *words = new Label(theme, proposalWords(proposal, m_subject.words.zone), Type::Body, Token::Text2);
    words->setObjectName(u"activity.proposal"_s);
    words->setWordWrap(true);
    auto *reject = new Button(theme, tr("Reject…"), Button::Kind::Secondary);
    reject->setObjectName(u"activity.reject"_s);
    connect(reject, &QAbstractButton::clicked, this, &ActivityForm::rejectionRequested);
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins({});
    row->setSpacing(grid::pad);
    row->addWidget(words, 1);
    row->addWidget(reject, 0, Qt::AlignTop);
    return place;
}

bool ActivityForm::isReasonOf(const Reason &reason) const
{
    return reason.operation == m_subject.operation && reason.acting == !m_subject.onBehalfOf.isEmpty();
}

Activity ActivityForm::activity() const
{
    QJsonObject arguments = m_subject.proposal ? m_subject.proposal->arguments.toObject() : m_editor->arguments();
    arguments.insert(m_subject.argument, m_subject.key);
    Activity activity(m_subject.operation, arguments);
    if (m_subject.version > 0)
        activity.version = m_subject.version;
    if (m_subject.proposal) {
        activity.proposal = m_subject.proposal->reference; // its reason stands with it
        return activity;
    }
    activity.onBehalfOf = m_subject.onBehalfOf;
    activity.reasonCode = m_reason->code();
    activity.note = m_reason->note().trimmed();
    activity.messages = m_messages;
    return activity;
}

bool ActivityForm::isSent() const
{
    return m_run->phase() == ActivityRun::Phase::Confirming || m_run->phase() == ActivityRun::Phase::Done || m_run->isOutcomeUnknown();
}

void ActivityForm::takeInput()
{
    if (isSent())
        return;
    m_draftRest.start();
    const auto reason = std::ranges::find_if(m_desk.reasons, [this](const Reason &r) {
        return isReasonOf(r) && r.code == m_reason->code();
    });
    m_reason->setShortestNote(reason != m_desk.reasons.end() ? reason->shortestNote : 0);
    nameConfirm();
    const QString problem = m_editor->problem();
    if (m_subject.proposal) {
        m_run->complete(activity());
    } else if (!problem.isEmpty()) {
        m_run->edit();
        if (!isOutdated())
            m_effects->showPrompt(problem);
    } else if (m_subject.needsReason && m_reason->code().isEmpty()) {
        m_run->edit();
        if (!isOutdated())
            m_effects->showPrompt(tr("Choose a reason to see what will happen."));
    } else {
        m_run->complete(activity());
    }
}

QString ActivityForm::refusal() const
{
    return m_confirm->confirm()->isEnabled() ? QString() : m_confirm->confirm()->toolTip();
}

void ActivityForm::confirm()
{
    if (m_subject.needsReason && !m_subject.proposal && !m_reason->check())
        return;
    m_run->confirm();
}

void ActivityForm::nameConfirm()
{
    // What one may not do alone is asked for; what one does as the second person says so.
    const bool asks = m_run->outcome() && m_run->outcome()->weighed && !m_subject.proposal;
    const Button::Kind kind = asks ? Button::Kind::Primary : confirmKind();
    m_confirm->setConfirmText(m_subject.proposal ? tr("Approve: %1").arg(m_editor->confirmText()) : asks ? tr("Send for approval") : m_editor->confirmText(), kind);
}

Button::Kind ActivityForm::confirmKind() const
{
    return m_editor->isDangerous().value_or(m_subject.danger) ? Button::Kind::Danger : Button::Kind::Primary;
}

bool ActivityForm::isUndoable() const
{
    const auto known = std::ranges::find(m_desk.operations, m_subject.operation, &Operation::name);
    return m_subject.undoable && (known == m_desk.operations.end() || known->undoable);
}

void ActivityForm::showRun()
{
    using enum ActivityRun::Phase;
    const ActivityRun::Phase phase = m_run->phase();
    const bool running = phase == Confirming;
    m_inputs->setEnabled(!running && !m_run->isOutcomeUnknown()); // another call could not use its key
    m_close->setEnabled(!running);
    m_confirm->setBusy(running);
    m_editor->setSettled(phase != Previewing);
    switch (phase) {
    case Editing:
        m_refusal = m_editor->problem().isEmpty() ? tr("Choose a reason first.") : m_editor->problem();
        break;
    case Previewing:
        m_effects->showLoading();
        m_refusal = tr("What will happen is being worked out.");
        break;
    case Previewed:
        showPreviewed();
        break;
    case Refused:
        showRefused();
        break;
    case Outdated:
        m_effects->showPrompt(tr("What would happen is worked out again once you have taken the new state."));
        m_refusal = tr("%1 changed: look at what changed, and take its new state.").arg(m_subject.reference);
        break;
    case Confirming:
        break;
    case Done:
        showDone();
        break;
    }
    showNotes();
    emit phaseChanged();
}

void ActivityForm::showPreviewed()
{
    ShownEffects now = shownEffects(*m_run->outcome(), m_subject.words, true);
    for (ShownMessage &message : now.messages)
        message.editable = mayRephrase();
    m_effects->setEffects(now);
    m_refusal.clear();
    nameConfirm();
    if (m_subject.proposal && m_run->outcome()->weighed && !m_run->outcome()->weighed->asProposed) {
        m_notice->setContent(Banner::Kind::Warning, tr("It would no longer do exactly what it would have done when it was proposed."),
            tr("What is shown below is what would happen now."));
        m_notice->show();
    }
    if (!m_run->formerOutcome())
        return;
    const QStringList changes = differences(shownEffects(*m_run->formerOutcome(), m_subject.words, true), now);
    m_notice->setContent(Banner::Kind::Warning, tr("This is for the new state (v%1).").arg(m_run->outcome()->effects.version),
        changes.isEmpty() ? tr("The effects are the same. Look at them and confirm again.") : changes.join(u'\n'));
    m_notice->setActionText({});
    m_notice->show();
    m_scroll->ensureWidgetVisible(m_notice);
}

void ActivityForm::showRefused()
{
    const Error &why = *m_run->error();
    const bool stale = why.kind == Error::Kind::Stale;
    if (m_run->isOutcomeUnknown()) {
        m_refusal.clear();
        m_confirm->setConfirmText(tr("Send it again"), confirmKind());
        m_notice->setContent(Banner::Kind::Offline, tr("It is not known yet whether this was done."),
            tr("%1 Sending it again is safe: it is the same call with the same key and has one effect.").arg(why.message));
        m_notice->show();
        m_scroll->ensureWidgetVisible(m_notice);
        return;
    }
    m_effects->showError(why.message, why.hint, why.kind == Error::Kind::Forbidden ? QString()
            : areMessagesRefused()                                                ? tr("Say it as the templates do")
                                                                                  : tr("Work it out again"));
    m_refusal = stale ? tr("The record changed: what will happen is being worked out again.") : why.message;
}

void ActivityForm::showDone()
{
    const Outcome &outcome = *m_run->outcome();
    m_effects->setTitle(tr("What happened"));
    m_effects->setEffects(shownEffects(outcome, m_subject.words, false));
    m_effects->setVisible(m_effects->isShowingEffects()); // what only was to be seen, as a contact, changed nothing
    m_inputs->hide();
    m_notice->hide();
    m_confirm->setBackText(tr("Close"));
    if (!outcome.proposal.isEmpty()) {
        m_effects->hide();
        m_result->setText(tr("%1 was sent for approval as %2. Nothing was done yet: it waits for a second person until %3.")
                .arg(m_subject.title, outcome.proposal, whenInSentence(outcome.proposalUntil, m_subject.words.zone)));
        m_result->show();
        m_confirm->confirm()->hide();
        m_confirm->back()->setFocus();
        return;
    }
    const QString reference = outcome.reference.isEmpty() ? m_subject.reference : outcome.reference; // people have none
    m_result->setText(outcome.replayed ? tr("Done: %1, %2. An earlier try had done it already; it was done once.").arg(m_subject.title, reference)
                                       : tr("Done: %1, %2.").arg(m_subject.title, reference));
    m_result->show();
    if (outcome.undoUntil.isValid()) {
        m_confirm->setConfirmText(tr("Undo"), Button::Kind::Secondary);
        m_refusal = tr("In a moment.");
        QTimer::singleShot(second_click, this, [this] {
            m_refusal.clear();
            showRefusal();
        });
        disconnect(m_confirm, &ConfirmBar::confirmed, this, nullptr);
        connect(m_confirm, &ConfirmBar::confirmed, this, [this] { emit undoRequested(m_run->outcome()->invocation); });
        m_undoTick.start();
    } else {
        m_confirm->confirm()->hide();
    }
    m_confirm->back()->setFocus();
}

void ActivityForm::showNotes()
{
    QList<ConfirmBar::Note> notes;
    const bool lost = !m_desk.link.isLive();
    if (m_run->phase() == ActivityRun::Phase::Done) {
        const qint64 left = m_desk.session.now().secsTo(m_run->outcome()->undoUntil);
        if (m_run->outcome()->undoUntil.isValid() && left > 0) {
            notes.append({ u"undo-2"_s, tr("Undo possible for %1 s more").arg(left), Tone::Mute });
        } else if (m_undoTick.isActive()) {
            m_undoTick.stop();
            m_confirm->confirm()->hide();
        }
    } else if (m_run->phase() == ActivityRun::Phase::Confirming) {
        notes.append(lost ? ConfirmBar::Note { u"cloud-off"_s, tr("The link was lost while this was being sent. The same call is sent again when it is back, and has one effect."), Tone::Warn }
                          : ConfirmBar::Note { u"loader-circle"_s, tr("Being done…"), Tone::Mute });
    } else {
        if (lost)
            notes.append({ u"cloud-off"_s, tr("No connection: it can be confirmed when the link is back. What you typed is kept."), Tone::Warn });
        if (m_run->phase() == ActivityRun::Phase::Previewed && m_run->outcome()->weighed && !m_subject.proposal)
            notes.append({ u"users"_s, limitWords(*m_run->outcome()->weighed), Tone::Warn });
        else if (isUndoable())
            notes.append({ u"undo-2"_s, tr("Undo possible for %1 s afterwards").arg(m_desk.session.undoSeconds), Tone::Mute });
        else
            notes.append({ u"info"_s, tr("Cannot be taken back"), Tone::Mute });
    }
    m_confirm->setNotes(notes);
    showRefusal();
}

void ActivityForm::showRefusal()
{
    if (m_run->phase() == ActivityRun::Phase::Confirming)
        return; // what is on its way is not refused
    const bool waits = m_refusal.isEmpty() && !m_desk.link.isLive();
    const bool isDone = m_run->phase() == ActivityRun::Phase::Done;
    m_confirm->setRefusal(!waits ? m_refusal
            : isDone             ? tr("No connection: the undo waits for the link.")
                                 : tr("No connection: it can be confirmed when the link is back."));
}

QWidget *ActivityForm::firstControl() const
{
    if (m_subject.proposal)
        return m_confirm->back();
    if (m_editor->focusProxy() != nullptr)
        return m_editor->focusProxy();
    for (QLineEdit *field : m_editor->findChildren<QLineEdit *>()) { // an amount is typed; the slider is for the mouse
        if (!field->isHidden() && !field->parentWidget()->isHidden())
            return field;
    }
    for (QWidget *widget : m_editor->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->isHidden())
            return widget;
    }
    for (QWidget *widget : m_reason->findChildren<QWidget *>()) {
        if (m_subject.needsReason && (widget->focusPolicy() & Qt::TabFocus) != 0)
            return widget;
    }
    return m_confirm->back();
}

void ActivityForm::focusFirst()
{
    focusProxy()->setFocus(Qt::OtherFocusReason);
}

} // namespace steward
