// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the Bookings area: what its keys, its buttons and the command palette do.
#include "core/market/market.h"
#include "views/bookings/bookings_page.h"
#include "views/bookings/calendar/calendar_pane.h"
#include "views/bookings/details/booking_details.h"
#include "views/bookings/list/booking_list.h"
#include "views/bookings/list/filter_bar.h"
#include "views/shell/actions.h"
#include "views/shell/activity/activity_form.h"
#include "views/shell/activity/form_place.h"
#include "views/shell/list/window_view.h"
#include "views/shell/panes.h"
#include "views/widgets/button.h"
#include "views/widgets/confirm_bar.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// Keys of the operations that are run most. An operation without one is reached by button and palette.
QKeySequence keyOf(const QString &operation)
{
    if (operation == "override_cancel"_L1)
        return QKeySequence(Qt::Key_O);
    if (operation == "cancel"_L1)
        return QKeySequence(Qt::Key_C);
    if (operation == "override_reschedule"_L1)
        return QKeySequence(Qt::Key_R);
    if (operation == "override_reassign"_L1)
        return QKeySequence(Qt::Key_P);
    if (operation == "accept"_L1)
        return QKeySequence(Qt::Key_A);
    if (operation == "decline"_L1)
        return QKeySequence(Qt::Key_D);
    return {};
}

QString iconOf(const QString &operation)
{
    if (operation.contains("cancel"_L1))
        return u"calendar-x"_s;
    if (operation == "override_reschedule"_L1 || operation == "override_move_session"_L1)
        return u"calendar"_s;
    if (operation == "override_reassign"_L1)
        return u"users"_s;
    if (operation == "override_reprice"_L1)
        return u"banknote"_s;
    if (operation == "accept"_L1)
        return u"check"_s;
    if (operation == "decline"_L1)
        return u"ban"_s;
    return u"zap"_s;
}

} // namespace

void BookingsPage::makeActions()
{
    makeListActions();
    makeViewActions();
    makeRecordActions();
    makeCalendarActions();
    showRecordActions();
}

void BookingsPage::makeListActions()
{
    Actions &actions = m_desk.actions;
    actions.add(u"bookings.focus-filter"_s, tr("Filter bookings"), u"search"_s, QKeySequence(u"/"_s), [this] { m_list->filters()->focusWords(); });
    actions.add(u"bookings.clear-filter"_s, tr("Clear the filter of bookings"), u"filter-x"_s, {}, [this] { m_list->filters()->clear(); });
    actions.add(u"bookings.jump-to-date"_s, tr("Jump to date…"), u"calendar"_s, QKeySequence(u"Ctrl+J"_s), [this] { m_calendar->isOpen() ? m_calendar->askForDate() : m_list->askForDate(); });
    QAction *showNew = actions.addWithin({ m_list }, u"bookings.show-new"_s, tr("Show new bookings"), u"arrow-up"_s, QKeySequence(u"Ctrl+Home"_s),
        [this] { m_list->showNewcomers(); });
    const auto offerNew = [showNew](int count) { Actions::setRefusal(showNew, count > 0 ? QString() : tr("None came since the list was read.")); };
    connect(m_list, &BookingList::newcomersChanged, this, offerNew);
    offerNew(0);
    for (int index = 0; index < m_list->presetCount(); ++index) {
        actions.add(u"bookings.view-%1"_s.arg(index + 1), tr("Show bookings: %1").arg(m_list->presetTitle(index)), u"rows-3"_s,
            QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + index)), [this, index] { m_list->showPreset(index); });
    }
    actions.add(u"bookings.sort-start"_s, tr("Sort bookings by latest start"), u"arrow-down"_s, {}, [this] { m_list->sortBy(BookingFilter::Sort::Start, true); });
    actions.add(u"bookings.sort-start-ascending"_s, tr("Sort bookings by earliest start"), u"arrow-up"_s, {}, [this] { m_list->sortBy(BookingFilter::Sort::Start, false); });
    actions.add(u"bookings.sort-created"_s, tr("Sort bookings by newest"), u"arrow-down"_s, {}, [this] { m_list->sortBy(BookingFilter::Sort::Created, true); });
    actions.add(u"bookings.sort-created-ascending"_s, tr("Sort bookings by oldest"), u"arrow-up"_s, {}, [this] { m_list->sortBy(BookingFilter::Sort::Created, false); });
    actions.add(u"bookings.toggle-density"_s, tr("Compact or comfortable rows"), u"rows-4"_s, {}, [this] {
        WindowView *view = m_list->view();
        view->setDensity(view->density() == DenseTable::Density::Compact ? DenseTable::Density::Comfortable : DenseTable::Density::Compact);
    });
    for (const BookingState state : bookingStates()) {
        QString name = stateName(state);
        actions.add(u"bookings.filter-state-"_s + name.replace(u'_', u'-'), tr("Filter bookings: state %1").arg(stateTitle(state)), u"list-filter"_s, {},
            [this, state] { m_list->filters()->toggleState(state); });
    }
    connect(m_list, &BookingList::marketsChanged, this, [this] {
        m_desk.actions.removeAll(u"bookings.filter-market-"_s);
        for (const Market &market : m_list->markets()) {
            m_desk.actions.add(u"bookings.filter-market-"_s + market.code.toLower(), tr("Filter bookings: market %1").arg(market.name), u"list-filter"_s, {},
                [this, id = market.id] { m_list->filters()->toggleMarket(id); });
        }
    });
}

void BookingsPage::makeRecordActions()
{
    Actions &actions = m_desk.actions;
    const QList<QWidget *> places { m_list->view(), m_details };
    actions.add(u"bookings.focus-list"_s, tr("Go to the list of bookings"), u"rows-3"_s, {}, [this] {
        if (m_panes->isListHidden())
            closeDetails();
        frontView()->setFocus(Qt::ShortcutFocusReason);
    });
    actions.addWithin({ m_details }, u"booking.close"_s, tr("Close the booking"), u"x"_s, QKeySequence(Qt::Key_Escape), [this] {
        if (m_details->past())
            m_details->showNow();
        else
            closeDetails();
    });
    actions.add(u"booking.copy-reference"_s, tr("Copy the booking's reference"), u"copy"_s, QKeySequence(u"Ctrl+Shift+C"_s), [this] {
        QGuiApplication::clipboard()->setText(m_details->booking()->row.reference);
        Notice notice;
        notice.kind = Notice::Kind::Information;
        notice.text = tr("%1 copied").arg(m_details->booking()->row.reference);
        m_desk.notify(notice);
    });
    actions.addWithin(places, u"booking.show-overview"_s, tr("Show the booking's overview"), u"info"_s, QKeySequence(Qt::Key_1), [this] { m_details->showTab(0); });
    actions.addWithin(places, u"booking.show-money"_s, tr("Show the booking's money"), u"banknote"_s, QKeySequence(Qt::Key_2), [this] { m_details->showTab(1); });
    actions.addWithin(places, u"booking.show-session"_s, tr("Show who else comes to the booking's session"), u"users"_s, QKeySequence(u"Shift+S"_s), [this] { showSession(); });
    actions.addWithin(places, u"booking.why"_s, tr("Why is the booking as it is?"), u"circle-help"_s, QKeySequence(Qt::Key_W), [this] { askWhy(); });
    actions.addWithin(places, u"booking.as-of"_s, tr("Show the booking as of a moment…"), u"clock"_s, QKeySequence(Qt::Key_T), [this] { askForMoment(); });
    actions.addWithin(places, u"booking.as-of-before"_s, tr("Show the booking as of the event before"), u"chevron-left"_s, QKeySequence(Qt::Key_BracketLeft), [this] { showEventBefore(); });
    actions.addWithin(places, u"booking.as-of-after"_s, tr("Show the booking as of the event after"), u"chevron-right"_s, QKeySequence(Qt::Key_BracketRight), [this] { showEventAfter(); });
    actions.addWithin(places, u"booking.as-of-now"_s, tr("Show the booking as it is now"), u"refresh-cw"_s, QKeySequence(Qt::Key_N), [this] { m_details->showNow(); });
    actions.add(u"bookings.next-pane"_s, tr("Go to the next pane"), u"panel-right"_s, QKeySequence(Qt::Key_F6), [this] { focusNextPane(); });
    actions.add(u"booking.confirm"_s, tr("Confirm the open form"), u"check"_s, QKeySequence(u"Ctrl+Return"_s), [this] { m_form->confirmBar()->confirm()->click(); });
    actions.add(u"booking.compare"_s, tr("Compare with another outcome…"), u"plus"_s, QKeySequence(u"Ctrl+M"_s), [this] { askForVariant(); });
    actions.add(u"booking.side-by-side"_s, tr("Show the outcomes side by side"), u"columns-3"_s, QKeySequence(u"Ctrl+Shift+M"_s), [this] { m_formPlace->showSideBySide(); });
    actions.add(u"booking.take-new-state"_s, tr("Take the new state and preview again"), u"refresh-cw"_s, QKeySequence(u"Ctrl+R"_s), [this] { takeNewState(); });
    actions.addWithin({ m_formPlace }, u"booking.close-form"_s, tr("Close the open form"), u"x"_s, QKeySequence(Qt::Key_Escape), [this] { closeFormByHand(); });
    actions.addWithin(places + QList<QWidget *> { m_formPlace }, u"booking.undo"_s, tr("Take back the last action"), u"undo-2"_s, QKeySequence(u"Ctrl+Z"_s), [this] {
        undo(m_details->booking()->undo->invocation);
    });
    if (std::ranges::find(m_desk.operations, u"reveal_contact"_s, &Operation::name) != m_desk.operations.end()) {
        actions.addWithin(places, u"booking.reveal-customer"_s, tr("Reveal how the customer is reached"), u"eye"_s, {},
            [this] { openReveal(m_details->booking()->customerPerson, m_details->booking()->row.customer); });
        actions.addWithin(places, u"booking.reveal-provider"_s, tr("Reveal how the provider is reached"), u"eye"_s, {},
            [this] { openReveal(m_details->booking()->providerPerson, m_details->booking()->row.provider); });
    }
    actions.addWithin(places, u"booking.for-customer"_s, tr("Act for the booking's customer…"), u"user"_s, QKeySequence(u"Shift+C"_s), [this] { m_details->openActing(u"customer"_s); });
    actions.addWithin(places, u"booking.for-provider"_s, tr("Act for the booking's provider…"), u"user"_s, QKeySequence(u"Shift+P"_s), [this] { m_details->openActing(u"provider"_s); });
    if (std::ranges::find(m_desk.operations, u"provider_away"_s, &Operation::name) != m_desk.operations.end()) {
        m_details->offerAway();
        actions.addWithin(places, u"booking.provider-away"_s, tr("The booking's provider is away…"), u"calendar-x"_s,
                          QKeySequence(u"Shift+A"_s), [this] { openAway(); });
        actions.addWithin(places, u"booking.provider-back"_s, tr("The booking's provider is back…"),
                          u"calendar-check"_s, {}, [this] { openBack(); });
    }
    actions.addWithin(places, u"booking.decide"_s, tr("Decide what waits for a second person"), u"users"_s, QKeySequence(Qt::Key_Y), [this] { decide(m_details->booking()->proposals.first()); });
    for (const Operation &operation : m_desk.operations) {
        if (operation.entity != "booking"_L1)
            continue;
        QString name = operation.name;
        actions.addWithin(places, u"booking."_s + name.replace(u'_', u'-'), operation.title + tr(" (booking)"), iconOf(operation.name), keyOf(operation.name),
            [this, id = operation.name] { openForm(id); });
    }
}

/// What may be done for customers and providers is known with the first booking, and is the same for all.
void BookingsPage::offerActing()
{
    Actions &actions = m_desk.actions;
    for (const BookingActing &acting : m_details->booking()->acting) {
        const bool isCustomer = acting.party == "customer"_L1;
        QString name = acting.operation;
        const QString id = u"booking.for-%1-"_s.arg(acting.party) + name.replace(u'_', u'-');
        if (actions.find(id) == nullptr) {
            actions.addWithin({ m_list->view(), m_details }, id, (isCustomer ? tr("%1 for the customer (booking)") : tr("%1 for the provider (booking)")).arg(acting.title),
                iconOf(acting.operation), {}, [this, party = acting.party, operation = acting.operation] {
                    const auto found = std::ranges::find_if(m_details->booking()->acting, [&](const BookingActing &a) { return a.party == party && a.operation == operation; });
                    if (found != m_details->booking()->acting.end())
                        openActing(*found);
                });
        }
        Actions::setRefusal(actions.find(id), m_details->past() ? tr("This is the booking as it was: go back to now to act on it.") : acting.allowed ? QString() : acting.why);
    }
}

void BookingsPage::showRecordActions()
{
    tellPresence();
    showCalendarActions();
    const auto &booking = m_details->booking();
    if (booking)
        offerActing();
    const QString none = booking ? QString() : tr("Choose a booking first.");
    for (const auto *id : { "booking.close", "booking.copy-reference", "booking.show-overview", "booking.show-money", "booking.why", "booking.as-of", "booking.as-of-before" })
        Actions::setRefusal(m_desk.actions.find(QLatin1String(id)), none);
    Actions::setRefusal(m_desk.actions.find(u"booking.show-session"_s), !booking ? none : booking->session.isValid() ? QString() : tr("It is a booking of its own, and no seat of a session."));
    const auto &past = m_details->past();
    for (const auto *id : { "booking.as-of-after", "booking.as-of-now" })
        Actions::setRefusal(m_desk.actions.find(QLatin1String(id)), past ? QString() : booking ? tr("It is shown as it is now.") : none);
    if (past)
        Actions::setRefusal(m_desk.actions.find(u"booking.why"_s), tr("Go back to now to ask why it is so."));
    if (past && !past->previousAt.isValid())
        Actions::setRefusal(m_desk.actions.find(u"booking.as-of-before"_s), tr("This is its first event."));
    const bool confirmable = m_form != nullptr && m_form->confirmBar()->confirm()->isEnabled() && m_form->phase() != ActivityRun::Phase::Done;
    Actions::setRefusal(m_desk.actions.find(u"booking.confirm"_s), confirmable ? QString() : tr("No form is open that could be confirmed."));
    Actions::setRefusal(m_desk.actions.find(u"booking.compare"_s), m_formPlace->refusal());
    Actions::setRefusal(m_desk.actions.find(u"booking.side-by-side"_s), m_formPlace->forms().size() > 1 ? QString() : tr("Nothing is being compared."));
    Actions::setRefusal(m_desk.actions.find(u"booking.take-new-state"_s), m_form != nullptr && m_form->isOutdated() ? QString() : tr("The booking is as the form shows it."));
    Actions::setRefusal(m_desk.actions.find(u"booking.close-form"_s), m_form != nullptr ? QString() : tr("No form is open."));
    const auto objection = [&booking] {
        if (booking->proposals.isEmpty())
            return tr("Nothing waits for a second person.");
        return booking->proposals.first().mine ? QString() : booking->proposals.first().objection;
    };
    for (const auto &[id, email] : { std::pair("booking.reveal-customer", &Booking::customerEmail), std::pair("booking.reveal-provider", &Booking::providerEmail) }) {
        if (QAction *action = m_desk.actions.find(QLatin1String(id)))
            Actions::setRefusal(action, !booking ? none : (*booking).*email != QString() ? tr("You see it already.") : QString());
    }
    for (const auto *party : { "customer", "provider" }) {
        const QString nothing = booking && std::ranges::none_of(booking->acting, [party](const BookingActing &a) { return a.party == QLatin1String(party) && a.allowed; })
            ? tr("Nothing of theirs is possible now.")
            : none;
        Actions::setRefusal(m_desk.actions.find(u"booking.for-"_s + QLatin1String(party)), past ? tr("Go back to now to act on it.") : nothing);
    }
    if (QAction *away = m_desk.actions.find(u"booking.provider-away"_s))
        Actions::setRefusal(away, past ? tr("Go back to now to act on it.") : none);
    if (QAction *back = m_desk.actions.find(u"booking.provider-back"_s))
        Actions::setRefusal(back,
                            past                                       ? tr("Go back to now to act on it.")
                                : booking && !booking->providerAbsence ? tr("The provider is not away.")
                                                                       : none);
    Actions::setRefusal(m_desk.actions.find(u"booking.decide"_s), booking ? objection() : none);
    const bool canUndo = booking && !past && booking->undo && booking->undo->until > m_desk.session.now();
    Actions::setRefusal(m_desk.actions.find(u"booking.undo"_s), canUndo ? QString() : booking ? tr("Nothing can be taken back now.") : none);
    for (const Operation &operation : m_desk.operations) {
        QString id = operation.name;
        QAction *action = m_desk.actions.find(u"booking."_s + id.replace(u'_', u'-'));
        if (action == nullptr || operation.entity != "booking"_L1)
            continue;
        QString why = none;
        if (booking && past) {
            why = tr("This is the booking as it was: go back to now to act on it.");
        } else if (booking) {
            const auto found = std::ranges::find(booking->actions, operation.name, &BookingAction::operation);
            why = found == booking->actions.end() ? tr("Not possible for this booking.") : found->allowed ? QString() : found->why;
        }
        Actions::setRefusal(action, why);
    }
}

} // namespace steward
