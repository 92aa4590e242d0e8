// SPDX-License-Identifier: GPL-3.0-or-later
// The Bookings area: a booking as of another moment, and why it is as it is.
#include "core/booking/booking_repository.h"
#include "views/bookings/bookings_page.h"
#include "views/bookings/details/booking_details.h"
#include "views/bookings/details/why_words.h"
#include "views/shell/list/date_jump.h"
#include "views/shell/moments.h"
#include "views/widgets/why_panel.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// As of the event before the one of that moment; as of the first, where there is none.
Task<Result<BookingPast>> before(const BookingRepository &bookings, BookingId id, QDateTime moment)
{
    auto last = co_await bookings.asOf(id, moment);
    if (!last || !last->previousAt.isValid())
        co_return last;
    co_return co_await bookings.asOf(id, last->previousAt);
}

} // namespace

void BookingsPage::askPast(Task<Result<BookingPast>> question)
{
    m_pastQuestion.ask(std::move(question), this, [this, id = m_shown](const Result<BookingPast> &answer) {
        if (!m_details->booking() || m_details->booking()->row.id != id)
            return;
        if (!answer) {
            Notice notice;
            notice.kind = Notice::Kind::Failure;
            notice.text = answer.error().message + u' ' + answer.error().hint;
            return m_desk.notify(notice);
        }
        m_details->showPast(*answer);
        showRecordActions();
    });
}

void BookingsPage::askForMoment()
{
    const QString zone = m_details->booking() ? m_details->booking()->row.zone : QString();
    if (m_moment != nullptr && m_moment->zone() != zone)
        delete std::exchange(m_moment, nullptr); // the times of another market
    if (m_moment == nullptr) {
        m_moment = new DateJump(m_desk.theme, window(), zone);
        m_moment->setTowards(Towards::Past);
        m_moment->setWords(u"as-of"_s, tr("The booking as of a moment"), tr("Show"));
        m_moment->setCheck([this](const QDateTime &moment) {
            const auto &booking = m_details->booking();
            if (!booking)
                return tr("Choose a booking first.");
            if (moment > m_desk.session.now())
                return tr("That is still to come: write a moment that is past.");
            if (moment < booking->row.createdAt)
                return tr("It was made only %1.").arg(whenInSentence(booking->row.createdAt, booking->row.zone));
            return QString();
        });
        connect(m_moment, &DateJump::chosen, this, [this](const QDateTime &moment) { askPast(m_bookings.asOf(m_shown, moment)); });
    }
    m_moment->ask(tr("Shows it as it was then: its facts, its money, what had happened."));
}

void BookingsPage::showEventBefore()
{
    const auto &past = m_details->past();
    askPast(before(m_bookings, m_shown, past ? past->changedAt : m_details->booking()->row.changedAt));
}

void BookingsPage::showEventAfter()
{
    const auto &past = m_details->past();
    if (past && past->nextAt.isValid() && past->nextAt < m_details->booking()->row.changedAt) // after the last one it is as it is
        askPast(m_bookings.asOf(m_shown, past->nextAt));
    else
        m_details->showNow();
}

void BookingsPage::askWhy()
{
    QString subject = WhyPanel::subjectWithin(m_details);
    if (subject.isEmpty())
        subject = u"state"_s;
    m_whyQuestion.ask(m_bookings.why(m_shown, subject), this, [this, id = m_shown, subject](const Result<QList<BookingReason>> &answer) {
        if (!m_details->booking() || m_details->booking()->row.id != id)
            return;
        if (!answer) {
            Notice notice;
            notice.kind = Notice::Kind::Failure;
            notice.text = answer.error().message + u' ' + answer.error().hint;
            return m_desk.notify(notice);
        }
        if (m_why == nullptr)
            m_why = new WhyPanel(m_desk.theme, window());
        m_why->open(whyAnswer(*m_details->booking(), subject, *answer));
    });
}

} // namespace steward
