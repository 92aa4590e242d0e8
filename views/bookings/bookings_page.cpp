// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/bookings_page.h"

#include "core/base/reference.h"
#include "core/booking/booking_repository.h"
#include "core/door/door_repository.h"
#include "views/bookings/booking_words.h"
#include "views/bookings/calendar/calendar_pane.h"
#include "views/bookings/details/booking_details.h"
#include "views/bookings/forms/argument_editors.h"
#include "views/bookings/list/booking_conditions.h"
#include "views/bookings/list/booking_list.h"
#include "views/shell/activity/activity_form.h"
#include "views/shell/activity/form_place.h"
#include "views/shell/attendance.h"
#include "views/shell/link_status.h"
#include "views/shell/list/window_view.h"
#include "views/shell/moments.h"
#include "views/shell/panes.h"

#include <QBoxLayout>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// One short question for the rows on the screen; what others did is seen no later than this.
constexpr std::chrono::seconds look_again { 5 };

} // namespace

BookingsPage::BookingsPage(const Desk &desk, const BookingRepository &bookings, const MarketRepository &markets, QWidget *parent)
    : Area(parent)
    , m_desk(desk)
    , m_bookings(bookings)
    , m_list(new BookingList(desk, bookings, markets))
    , m_calendar(new CalendarPane(desk, bookings))
    , m_front(new QStackedWidget)
    , m_details(new BookingDetails(desk))
    , m_formPlace(new FormPlace(desk.theme))
    , m_panes(new Panes(m_front, m_details, m_formPlace))
    , m_attendance(new Attendance(desk, u"booking"_s, this))
{
    setObjectName(u"bookings.page"_s);
    m_front->addWidget(m_list);
    m_front->addWidget(m_calendar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_panes);

    connect(m_list, &BookingList::chosen, this, &BookingsPage::show);
    connect(m_list, &BookingList::opened, this, [this](BookingId id) {
        show(id);
        m_details->focusFirst();
    });
    connect(m_details, &BookingDetails::closeRequested, this, &BookingsPage::closeDetails);
    connect(m_details, &BookingDetails::retryRequested, this, &BookingsPage::askDetails);
    connect(m_details, &BookingDetails::actionRequested, this, &BookingsPage::openForm);
    connect(m_details, &BookingDetails::actingRequested, this, &BookingsPage::openActing);
    connect(m_details, &BookingDetails::awayRequested, this, [this] { openAway(); });
    connect(m_details, &BookingDetails::backRequested, this, &BookingsPage::openBack);
    connect(m_details, &BookingDetails::revealRequested, this, &BookingsPage::openReveal);
    connect(m_details, &BookingDetails::calendarRequested, this, &BookingsPage::openCalendarOfBooking);
    connect(m_details, &BookingDetails::sessionRequested, this, &BookingsPage::showSession);
    connect(m_details, &BookingDetails::proposalRequested, this, &BookingsPage::decide);
    connect(m_details, &BookingDetails::undoRequested, this, &BookingsPage::undo);
    connect(m_details, &BookingDetails::pastRequested, this, [this](const QDateTime &moment) { askPast(m_bookings.asOf(m_shown, moment)); });
    connect(m_details, &BookingDetails::momentRequested, this, &BookingsPage::askForMoment);
    connect(m_details, &BookingDetails::eventBeforeRequested, this, &BookingsPage::showEventBefore);
    connect(m_details, &BookingDetails::eventAfterRequested, this, &BookingsPage::showEventAfter);
    connect(m_details, &BookingDetails::pastLeft, this, [this] {
        m_pastQuestion.withdraw();
        showRecordActions();
    });
    connect(m_formPlace, &FormPlace::currentChanged, this, [this] {
        m_form = m_formPlace->current();
        showRecordActions();
    });
    connect(m_formPlace, &FormPlace::anotherWanted, this, &BookingsPage::askForVariant);
    connect(m_panes, &Panes::arranged, this, [this] { m_details->offerWayBack(m_panes->isListHidden()); });
    connect(&desk.link, &LinkStatus::recordChanged, this, &BookingsPage::onRecordChanged);
    connect(&desk.link, &LinkStatus::healed, this, [this] { onRecordChanged(u"booking"_s, 0); });
    connect(m_list, &BookingList::rowRead, this, [this](const BookingRow &row) {
        const auto &shown = m_details->booking();
        if (shown && shown->row.id == row.id && shown->row.version != row.version)
            askDetails();
    });
    connect(m_attendance, &Attendance::changed, this, [this] { m_details->setOthers(m_attendance->others()); });
    connect(m_panes, &Panes::arranged, this, &BookingsPage::tellPresence);
    connect(m_panes, &Panes::arranged, this, &BookingsPage::tellMarket);
    m_look.setInterval(look_again);
    connect(&m_look, &QTimer::timeout, this, &BookingsPage::lookAgain);
    m_look.start();
    makeActions();
}

void BookingsPage::lookAgain()
{
    if (!isVisible() || !m_desk.link.isLive())
        return;
    if (!m_calendar->isOpen())
        return m_list->updateSeen(m_shown);
    m_calendar->refresh();
    if (m_shown.isValid())
        m_list->update({ m_shown });
}

QWidget *BookingsPage::entrance() const
{
    return frontView();
}

void BookingsPage::refresh()
{
    m_calendar->refresh();
    m_list->refresh();
    if (m_shown.isValid())
        askDetails();
}

void BookingsPage::open(qint64 key)
{
    if (key < 0) {
        const ProviderId provider(-key);
        return openCalendar(provider, {}, {});
    }
    closeCalendar();
    m_list->view()->choose(key);
    show(BookingId(key));
    m_details->focusFirst();
}

bool BookingsPage::openReference(const QString &reference)
{
    const auto parsed = Reference::parse(reference);
    if (!parsed || parsed->prefix() != "BK"_L1)
        return false;
    if (refuseWhileConfirming())
        return true;
    closeCalendar();
    closeForm();
    m_pastQuestion.withdraw();
    m_panes->showDetails(true);
    m_details->showLoading(nullptr);
    m_shown = {};
    m_shownReference = parsed->text();
    askDetails();
    return true;
}

void BookingsPage::show(BookingId id)
{
    if (m_shown != id && refuseWhileConfirming())
        return;
    if (m_form != nullptr && m_shown != id)
        closeForm();
    m_panes->showDetails(true);
    if (m_shown == id && m_details->booking() && m_details->booking()->row.id == id)
        return;
    m_shown = id;
    m_pastQuestion.withdraw();
    m_details->showLoading(m_list->find(id));
    showRecordActions();
    askDetails();
}

void BookingsPage::askDetails()
{
    m_detailsQuestion.ask(m_shown.isValid() ? m_bookings.byId(m_shown) : m_bookings.byReference(m_shownReference), this, [this](const Result<Booking> &answer) {
        if (answer && !m_shown.isValid()) {
            m_shown = answer->row.id;
            m_list->view()->choose(m_shown.value());
        }
        take(answer);
    });
}

void BookingsPage::take(const Result<Booking> &answer)
{
    const bool isRestored = std::exchange(m_isRestoring, false);
    if (!answer && isRestored && answer.error().kind == Error::Kind::NotFound) {
        m_formWanted.clear(); // what was open last time is gone: nobody asked for it today
        m_shown = {};
        m_panes->showDetails(false);
        return;
    }
    if (!answer) {
        // A lost link leaves the last data readable; the banner of the window says how old they are.
        if (!(answer.error().isTransient() && m_details->booking() && m_details->booking()->row.id == m_shown))
            m_details->showError(answer.error());
        tellMarket();
        showRecordActions();
        return;
    }
    m_details->showBooking(*answer);
    if (const auto &past = m_details->past())
        askPast(m_bookings.asOf(m_shown, past->asOf)); // what followed it may be new
    tellMarket();
    m_list->update({ answer->row.id });
    for (ActivityForm *form : m_formPlace->forms()) {
        if (form->subject().argument == "booking"_L1 && form->subject().key == answer->row.id.value())
            form->setVersion(answer->row.version);
    }
    showRecordActions();
    if (!m_formWanted.isEmpty())
        openForm(std::exchange(m_formWanted, {}));
}

void BookingsPage::tellPresence()
{
    const bool open = m_shown.isValid() && m_panes->areDetailsShown();
    m_attendance->setRecord(open ? m_shown.value() : 0, open && m_form != nullptr && m_form->phase() != ActivityRun::Phase::Done);
}

void BookingsPage::tellMarket()
{
    const auto &booking = m_details->booking();
    if (booking && isVisible() && m_panes->areDetailsShown())
        m_desk.showMarket(booking->row.zone, booking->row.amount.currency.code);
    else
        m_desk.showMarket({}, {});
}

void BookingsPage::showEvent(QShowEvent *event)
{
    Area::showEvent(event);
    tellMarket();
}

void BookingsPage::hideEvent(QHideEvent *event)
{
    Area::hideEvent(event);
    tellMarket();
}

void BookingsPage::closeDetails()
{
    if (refuseWhileConfirming())
        return;
    closeForm();
    m_details->showNow();
    m_panes->showDetails(false);
    m_list->view()->choose(0); // pressing the same row again opens it again
    frontView()->setFocus(Qt::OtherFocusReason);
}

void BookingsPage::openForm(const QString &operation, const QString &step)
{
    if (!m_details->booking())
        return;
    if (operation == "provider_away"_L1)
        return openAway(); // by what was open last time
    const Booking &booking = *m_details->booking();
    const auto action = std::ranges::find(booking.actions, operation, &BookingAction::operation);
    if (action == booking.actions.end() || !action->allowed || m_details->past() || refuseWhileConfirming())
        return;
    closeForm();
    Choice choice = choiceOf(operation, action->title);
    choice.step = step;
    placeForm(subjectOf(*action), editorFor(m_desk.theme, m_bookings, booking, choice));
}

ActivityForm::Subject BookingsPage::subjectOf(const BookingAction &action) const
{
    const Booking &booking = *m_details->booking();
    ActivityForm::Subject subject;
    subject.operation = action.operation;
    subject.title = action.title;
    subject.argument = u"booking"_s;
    subject.key = booking.row.id.value();
    subject.reference = booking.row.reference;
    subject.version = booking.row.version;
    subject.danger = action.danger;
    subject.needsReason = action.needsReason;
    subject.words = wordsOf(booking);
    return subject;
}

void BookingsPage::placeForm(const ActivityForm::Subject &subject, ArgumentEditor *editor)
{
    m_form = new ActivityForm(m_desk, subject, editor);
    connect(m_form, &ActivityForm::closeRequested, this, &BookingsPage::closeFormByHand);
    connect(m_form, &ActivityForm::phaseChanged, this, &BookingsPage::showRecordActions);
    connect(m_form, &ActivityForm::recordChanged, this, &BookingsPage::askDetails);
    connect(m_form, &ActivityForm::newStateWanted, this, &BookingsPage::takeNewState);
    connect(m_form, &ActivityForm::undoRequested, this, &BookingsPage::undo);
    connect(m_form, &ActivityForm::rejectionRequested, this, [this, proposal = subject.proposal] { openRejection(*proposal); });
    connect(m_form, &ActivityForm::done, this, [this, title = subject.title](const Outcome &outcome) { afterAction(outcome, title); });
    m_formPlace->add(m_form, subject.argument == "booking"_L1 && !subject.proposal && isDecision(subject.operation));
    m_details->setActionsEnabled(false);
    m_panes->showForm(true);
    emit roomChanged();
    m_form->focusFirst();
}

bool BookingsPage::isConfirming() const
{
    return m_form != nullptr && m_form->phase() == ActivityRun::Phase::Confirming;
}

bool BookingsPage::refuseWhileConfirming()
{
    if (!isConfirming())
        return false;
    m_list->view()->choose(m_shown.value());
    Notice notice;
    notice.kind = Notice::Kind::Information;
    notice.text = tr("%1 is being done: wait for its outcome.").arg(m_form->subject().title);
    m_desk.notify(notice);
    return true;
}

void BookingsPage::closeFormByHand()
{
    if (refuseWhileConfirming())
        return;
    if (m_formPlace->forms().size() > 1) { // the others are still to be compared
        m_formPlace->dropCurrent();
        m_form->focusFirst();
        return;
    }
    closeForm();
    m_details->focusFirst();
}

void BookingsPage::focusNextPane()
{
    const QList<QWidget *> panes { frontView(), m_details, m_form };
    QWidget *focus = window()->focusWidget();
    qsizetype here = -1;
    for (qsizetype index = 0; index < panes.size(); ++index) {
        if (panes.at(index) != nullptr && (panes.at(index) == focus || panes.at(index)->isAncestorOf(focus)))
            here = index;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *next = panes.at((here + step) % panes.size());
        if (next != nullptr && next->isVisible()) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void BookingsPage::closeForm()
{
    if (m_form == nullptr)
        return;
    m_form = nullptr;
    m_formPlace->clear();
    m_details->setActionsEnabled(true);
    m_panes->showForm(false);
    showRecordActions();
    emit roomChanged();
}

void BookingsPage::afterAction(const Outcome &outcome, const QString &what)
{
    if (m_form != nullptr && m_form->phase() == ActivityRun::Phase::Done)
        m_formPlace->keepOnlyCurrent(); // what was not chosen is no choice any more
    Notice notice;
    notice.text = outcome.proposal.isEmpty() ? tr("%1: %2").arg(what, outcome.reference) : tr("%1 was sent for approval as %2").arg(what, outcome.proposal);
    if (outcome.undoUntil.isValid()) {
        notice.actionText = tr("Undo");
        notice.actionUntil = outcome.undoUntil;
        notice.action = [this, invocation = outcome.invocation] { undo(invocation); };
    }
    if (m_form == nullptr) // the form shows the outcome and its undo where the operator looks
        m_desk.notify(notice);
    m_calendar->refresh();
    askDetails();
}

void BookingsPage::undo(const QString &invocation)
{
    if (m_undoQuestion.isPending())
        return; // pressed again: it is on its way
    if (!m_undoKey || m_undoKey->first != invocation) // a second try after a lost link is the same call
        m_undoKey = std::pair(invocation, IntentKey::make());
    m_details->setUndoBusy(true);
    m_undoQuestion.ask(m_desk.door.undo(invocation, m_undoKey->second), this, [this](const Result<Outcome> &answer) {
        m_details->setUndoBusy(false);
        Notice notice;
        if (answer) {
            if (!isConfirming())
                closeForm();
            notice.text = answer->reference.isEmpty() ? tr("Taken back: everything is as it was")
                                                      : tr("Taken back: %1 is as it was").arg(answer->reference);
        } else {
            notice.kind = Notice::Kind::Failure;
            notice.text = answer.error().message + u' ' + answer.error().hint;
        }
        m_desk.notify(notice);
        m_calendar->refresh();
        askDetails();
    });
}

void BookingsPage::onRecordChanged(const QString &entity, qint64 id)
{
    if (entity == "proposal"_L1 && m_shown.isValid())
        askDetails(); // of which booking it is, the feed does not say
    if (entity == "booking"_L1 || (entity == "provider"_L1 && (id == 0 || id == m_calendar->provider().value())))
        m_calendar->refreshSoon(); // whose booking it is, the feed does not say either
    if (entity != "booking"_L1)
        return;
    if (id == 0)
        m_list->updateSeen(m_shown);
    else
        m_list->update({ BookingId(id) });
    if (m_shown.isValid() && (id == 0 || id == m_shown.value()))
        askDetails();
}

void BookingsPage::openList(const QJsonObject &conditions)
{
    if (refuseWhileConfirming())
        return;
    closeCalendar();
    if (m_panes->areDetailsShown())
        closeDetails(); // one booking that is open would stand for the list that was asked for
    m_list->openBy(conditions);
}

void BookingsPage::showSession()
{
    if (refuseWhileConfirming())
        return;
    const Booking &booking = *m_details->booking();
    closeCalendar();
    showSeats(booking.session, spanText(booking.row.startsAt, booking.row.endsAt, booking.row.zone));
    m_list->view()->choose(booking.row.id.value()); // it stays open beside those who come with it
}

void BookingsPage::showSeats(SessionId session, const QString &when)
{
    BookingFilter filter;
    filter.session = session;
    filter.sessionText = when;
    m_list->openBy(conditionsOf(filter));
}

bool BookingsPage::wantsRoom() const
{
    return m_form != nullptr;
}

QJsonObject BookingsPage::place() const
{
    return {
        { u"list"_s, m_list->place() },
        { u"calendar"_s, static_cast<qint64>(m_calendar->provider().value()) },
        { u"day"_s, m_calendar->isOpen() ? m_calendar->day().toString(Qt::ISODate) : QString() },
        { u"widths"_s, m_panes->widths() },
        { u"details"_s, m_panes->areDetailsShown() ? static_cast<qint64>(m_shown.value()) : qint64(0) },
        { u"form"_s, m_form != nullptr && m_form->phase() != ActivityRun::Phase::Done && !m_form->subject().proposal && m_form->subject().onBehalfOf.isEmpty() ? m_form->subject().operation : QString() },
    };
}

void BookingsPage::restore(const QJsonObject &place)
{
    m_panes->setWidths(place.value("widths"_L1).toObject());
    m_list->restore(place.value("list"_L1).toObject());
    if (const ProviderId provider(place.value("calendar"_L1).toInteger()); provider.isValid())
        openCalendar(provider, {}, QDate::fromString(place.value("day"_L1).toString(), Qt::ISODate));
    const BookingId details(place.value("details"_L1).toInteger());
    if (!details.isValid())
        return;
    m_formWanted = place.value("form"_L1).toString();
    m_isRestoring = true;
    show(details);
}

} // namespace steward
