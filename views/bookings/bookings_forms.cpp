// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of people about the booking that is open: a second persons word on a proposal, and a reason to see what is masked.
#include "views/bookings/booking_words.h"
#include "views/bookings/bookings_page.h"
#include "views/bookings/details/booking_details.h"
#include "views/bookings/forms/argument_editors.h"
#include "views/bookings/forms/away_editor.h"
#include "views/bookings/forms/plain_editor.h"
#include "views/bookings/forms/rejection_editor.h"
#include "views/bookings/forms/variant_ask.h"
#include "views/shell/activity/form_place.h"

using namespace Qt::StringLiterals;

namespace steward {

void BookingsPage::decide(const Proposal &proposal)
{
    proposal.mine ? openWithdrawal(proposal) : openApproval(proposal);
}

void BookingsPage::openApproval(const Proposal &proposal)
{
    if (!m_details->booking() || !proposal.objection.isEmpty() || refuseWhileConfirming())
        return;
    closeForm();
    const Booking &booking = *m_details->booking();
    const auto action = std::ranges::find(booking.actions, proposal.operation, &BookingAction::operation);
    ActivityForm::Subject subject;
    subject.operation = proposal.operation;
    subject.title = tr("Approve: %1").arg(proposal.title);
    subject.argument = u"booking"_s;
    subject.key = booking.row.id.value();
    subject.reference = booking.row.reference;
    subject.version = booking.row.version;
    subject.danger = action != booking.actions.end() && action->danger;
    subject.words = wordsOf(booking);
    subject.proposal = proposal;
    if (proposal.operation == "provider_away"_L1) { // it is not about this booking alone
        subject.argument = u"provider"_s;
        subject.key = booking.row.providerId.value();
        subject.reference = booking.row.provider;
        subject.version = 0;
        subject.danger = true;
        subject.words.target.clear();
    }
    placeForm(subject, editorFor(m_desk.theme, m_bookings, booking, choiceOf(proposal.operation, proposal.title)));
}

void BookingsPage::openActing(const BookingActing &acting)
{
    if (!m_details->booking() || !acting.allowed || m_details->past() || refuseWhileConfirming())
        return;
    closeForm();
    const Booking &booking = *m_details->booking();
    const bool isCustomer = acting.party == "customer"_L1;
    ActivityForm::Subject subject;
    subject.operation = acting.operation;
    subject.title = isCustomer ? tr("%1 for the customer").arg(acting.title) : tr("%1 for the provider").arg(acting.title);
    subject.argument = acting.argument;
    subject.key = acting.target;
    subject.reference = booking.row.reference;
    subject.version = acting.argument == "booking"_L1 ? booking.row.version : 0; // listings have none
    subject.danger = acting.danger;
    subject.undoable = acting.argument == "booking"_L1; // a new one is cancelled, not taken back
    subject.needsReason = true;
    subject.onBehalfOf = acting.onBehalfOf;
    subject.party = isCustomer ? tr("%1, the customer").arg(booking.row.customer) : tr("%1, the provider").arg(booking.row.provider);
    subject.words = wordsOf(booking);
    Choice choice = choiceOf(acting.operation, subject.title);
    choice.description = acting.description;
    choice.party = acting.party;
    placeForm(subject, editorFor(m_desk.theme, m_bookings, booking, choice));
}

ActivityForm::Subject BookingsPage::aboutProvider(const Operation &operation) const
{
    const Booking &booking = *m_details->booking();
    ActivityForm::Subject subject;
    subject.operation = operation.name;
    subject.title = operation.title;
    subject.argument = u"provider"_s;
    subject.key = booking.row.providerId.value();
    subject.reference = booking.row.provider;
    subject.danger = operation.danger;
    subject.needsReason = operation.needsReason;
    subject.words = wordsOf(booking);
    subject.words.target.clear(); // of several bookings none is "this" one
    return subject;
}

void BookingsPage::openAway(const QDate &from)
{
    const auto known = std::ranges::find(m_desk.operations, u"provider_away"_s, &Operation::name);
    if (known == m_desk.operations.end() || !m_details->booking() || m_details->past() || refuseWhileConfirming())
        return;
    closeForm();
    placeForm(aboutProvider(*known),
              new AwayEditor(m_desk.theme, m_bookings, *m_details->booking(), m_desk.session.now(), from));
}

void BookingsPage::openBack()
{
    const auto known = std::ranges::find(m_desk.operations, u"end_absence"_s, &Operation::name);
    if (known == m_desk.operations.end() || !m_details->booking() || !m_details->booking()->providerAbsence
        || m_details->past() || refuseWhileConfirming())
        return;
    closeForm();
    placeForm(aboutProvider(*known),
              new PlainEditor(m_desk.theme, known->description, tr("Mark as back"),
                              { { u"absence"_s, m_details->booking()->providerAbsence->id } }));
}

void BookingsPage::openWithdrawal(const Proposal &proposal)
{
    if (!m_details->booking() || refuseWhileConfirming())
        return;
    closeForm();
    placeForm(aboutProposal(proposal, u"withdraw_proposal"_s, tr("Withdraw the proposal")),
        new PlainEditor(m_desk.theme, tr("%1 will not be asked for any more; nothing of it has happened.").arg(proposal.title), tr("Withdraw the proposal")));
}

void BookingsPage::openRejection(const Proposal &proposal)
{
    if (!m_details->booking() || refuseWhileConfirming())
        return;
    closeForm();
    placeForm(aboutProposal(proposal, u"reject_proposal"_s, tr("Reject the proposal")), new RejectionEditor(m_desk.theme, proposal.proposer));
}

void BookingsPage::openReveal(PersonId person, const QString &name)
{
    if (!m_details->booking() || refuseWhileConfirming())
        return;
    closeForm();
    ActivityForm::Subject subject;
    subject.operation = u"reveal_contact"_s;
    subject.title = tr("Reveal contact");
    subject.argument = u"person"_s;
    subject.key = person.value();
    subject.reference = name;
    subject.needsReason = true;
    subject.words = wordsOf(*m_details->booking());
    placeForm(subject, new PlainEditor(m_desk.theme, choiceOf(subject.operation, subject.title).description, tr("Show it for five minutes")));
}

ActivityForm::Subject BookingsPage::aboutProposal(const Proposal &proposal, const QString &operation, const QString &title) const
{
    ActivityForm::Subject subject;
    subject.operation = operation;
    subject.title = title;
    subject.argument = u"proposal"_s;
    subject.key = proposal.id;
    subject.reference = proposal.reference;
    subject.version = proposal.version;
    subject.words = wordsOf(*m_details->booking());
    subject.words.target = proposal.reference;
    return subject;
}

void BookingsPage::takeNewState()
{
    for (ActivityForm *form : m_formPlace->forms())
        form->takeNewState();
}

bool BookingsPage::isDecision(const QString &operation)
{
    return operation.startsWith("override_"_L1) || operation == "cancel"_L1;
}

void BookingsPage::askForVariant()
{
    if (!m_formPlace->refusal().isEmpty() || !m_details->booking())
        return;
    QList<BookingAction> decisions;
    for (const BookingAction &action : m_details->booking()->actions) {
        if (action.allowed && isDecision(action.operation))
            decisions.append(action);
    }
    auto *ask = new VariantAsk(m_desk.theme, decisions, window());
    connect(ask, &VariantAsk::chosen, this, &BookingsPage::openVariant);
    ask->ask();
}

void BookingsPage::openVariant(const QString &operation)
{
    if (!m_formPlace->refusal().isEmpty() || !m_details->booking())
        return;
    const Booking &booking = *m_details->booking();
    const auto action = std::ranges::find(booking.actions, operation, &BookingAction::operation);
    if (action == booking.actions.end() || !action->allowed)
        return;
    ActivityForm::Subject subject = subjectOf(*action);
    const ActivityForm *alike = nullptr;
    for (const ActivityForm *form : m_formPlace->forms()) {
        if (form->subject().operation != operation)
            continue;
        alike = form;
        subject.variant = std::max(subject.variant, form->subject().variant + 1);
    }
    placeForm(subject, editorFor(m_desk.theme, m_bookings, booking, choiceOf(operation, action->title)));
    if (alike != nullptr)
        m_form->copyFrom(*alike); // one figure differs, most often
}

EffectsWords BookingsPage::wordsOf(const Booking &booking) const
{
    return { booking.row.reference, booking.row.zone, booking.row.amount.currency.code,
        [](const QString &entity, const QString &state) { return entity == "booking"_L1 ? titleOfStateName(state) : humanised(state); },
        &toneOfRecord };
}

Choice BookingsPage::choiceOf(const QString &operation, const QString &title) const
{
    const auto known = std::ranges::find(m_desk.operations, operation, &Operation::name);
    Choice choice;
    choice.operation = operation;
    choice.title = title;
    choice.description = known != m_desk.operations.end() ? known->description : QString();
    choice.now = m_desk.session.now();
    return choice;
}

} // namespace steward
