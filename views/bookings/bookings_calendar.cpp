// SPDX-License-Identifier: GPL-3.0-or-later
// The Bookings area: the calendar of a provider in the list's place, and what its keys do.
#include "views/bookings/bookings_page.h"
#include "views/bookings/calendar/calendar_pane.h"
#include "views/bookings/calendar/calendar_view.h"
#include "views/bookings/details/booking_details.h"
#include "views/bookings/list/booking_list.h"
#include "views/shell/actions.h"
#include "views/shell/list/window_view.h"
#include "views/shell/moments.h"
#include "views/shell/panes.h"

#include <QStackedWidget>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
const QString calendar_actions = u"bookings.calendar-"_s;
}

QWidget *BookingsPage::frontView() const
{
    return m_calendar->isOpen() ? static_cast<QWidget *>(m_calendar->view()) : m_list->view();
}

void BookingsPage::openCalendar(ProviderId provider, const QString &name, const QDate &day)
{
    if (refuseWhileConfirming())
        return;
    m_calendar->open(provider, name, day);
    m_front->setCurrentWidget(m_calendar);
    if (m_panes->isListHidden()) { // too narrow for both: what was asked for last stands in front
        closeForm();
        m_panes->showDetails(false);
    }
    m_calendar->view()->setFocus(Qt::ShortcutFocusReason);
    showRecordActions();
}

const BookingRow *BookingsPage::shownRow() const
{
    return m_details->booking() ? &m_details->booking()->row : m_list->find(m_shown);
}

void BookingsPage::openCalendarOfBooking()
{
    if (shownRow() == nullptr)
        return;
    const BookingRow row = *shownRow();
    openCalendar(row.providerId, row.provider, row.startsAt.toTimeZone(zoneNamed(row.zone)).date());
    m_calendar->choose(row.id);
}

void BookingsPage::closeCalendar()
{
    if (!m_calendar->isOpen())
        return;
    m_calendar->close();
    m_front->setCurrentWidget(m_list);
    m_list->view()->setFocus(Qt::OtherFocusReason);
    showRecordActions();
}

void BookingsPage::openBlock(const CalendarBlock &block)
{
    if (block.kind == CalendarBlock::Kind::Session) {
        if (refuseWhileConfirming())
            return;
        const QString when = spanText(block.time.from, block.time.to, m_calendar->view()->days().calendar().zone);
        closeCalendar();
        return showSeats(block.session, when);
    }
    show(block.booking);
    m_details->focusFirst();
}

QString BookingsPage::awayFromDayRefusal() const
{
    if (!m_calendar->isOpen())
        return tr("Open a provider's calendar first.");
    const auto &booking = m_details->booking();
    if (!booking || booking->row.providerId != m_calendar->provider())
        return tr("Open one of the provider's bookings first.");
    if (m_details->past())
        return tr("Go back to now to act on it.");
    return m_calendar->day() < m_calendar->today() ? tr("What is over can not be rearranged.") : QString();
}

void BookingsPage::makeCalendarActions()
{
    Actions &actions = m_desk.actions;
    connect(m_calendar, &CalendarPane::closeRequested, this, &BookingsPage::closeCalendar);
    connect(m_calendar, &CalendarPane::blockOpened, this, &BookingsPage::openBlock);
    connect(m_calendar, &CalendarPane::moved, this, &BookingsPage::showCalendarActions);
    actions.addWithin({ m_list->view(), m_details }, u"booking.show-calendar"_s, tr("Show the calendar of the booking's provider"), u"calendar"_s,
        QKeySequence(u"Shift+W"_s), [this] { openCalendarOfBooking(); });
    const auto add = [this, &actions](const QString &name, const QString &title, const QString &icon, const QKeySequence &key, const std::function<void()> &run) {
        actions.addWithin({ m_calendar }, calendar_actions + name, title, icon, key, run);
    };
    add(u"previous"_s, tr("Calendar: previous week"), u"chevron-left"_s, QKeySequence(Qt::Key_PageUp), [this] { m_calendar->turn(-1); });
    add(u"next"_s, tr("Calendar: next week"), u"chevron-right"_s, QKeySequence(Qt::Key_PageDown), [this] { m_calendar->turn(1); });
    add(u"today"_s, tr("Calendar: today"), u"calendar-check"_s, QKeySequence(Qt::Key_Home), [this] { m_calendar->goToNow(); });
    add(u"close"_s, tr("Close the calendar"), u"x"_s, QKeySequence(Qt::Key_Escape), [this] { closeCalendar(); });
    if (std::ranges::find(m_desk.operations, u"provider_away"_s, &Operation::name) != m_desk.operations.end()) {
        const auto away = [this] {
            if (awayFromDayRefusal().isEmpty())
                openAway(m_calendar->day());
        };
        m_calendar->offerAway();
        connect(m_calendar, &CalendarPane::awayRequested, this, away);
        add(u"away"_s, tr("Calendar: the provider is away from this day…"), u"calendar-x"_s, QKeySequence(u"Shift+A"_s), away);
    }
    // What is about the list is done where the list is seen.
    connect(&actions, &Actions::aboutToRun, this, [this](const QString &id) {
        const bool isElsewhere = id.startsWith(calendar_actions) || id == "bookings.next-pane"_L1 || id == "bookings.jump-to-date"_L1;
        if (id.startsWith("bookings."_L1) && !isElsewhere)
            closeCalendar();
    });
}

void BookingsPage::showCalendarActions()
{
    const Actions &actions = m_desk.actions;
    Actions::setRefusal(actions.find(u"booking.show-calendar"_s), shownRow() != nullptr ? QString() : tr("Choose a booking first."));
    const QString none = m_calendar->isOpen() ? QString() : tr("Open a provider's calendar first.");
    for (const auto *name : { "previous", "next", "today", "close" })
        Actions::setRefusal(actions.find(calendar_actions + QLatin1String(name)), none);
    if (QAction *away = actions.find(calendar_actions + u"away"_s)) {
        Actions::setRefusal(away, awayFromDayRefusal());
        m_calendar->setAwayRefusal(awayFromDayRefusal());
    }
}

} // namespace steward
