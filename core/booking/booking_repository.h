// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/booking/away_booking.h"
#include "core/booking/booking.h"
#include "core/booking/booking_candidate.h"
#include "core/booking/booking_past.h"
#include "core/booking/booking_reason.h"
#include "core/booking/provider_calendar.h"

namespace steward {

class Backend;

/// Bookings as operators see and change them. Every call may fail with Unavailable (link lost) or Timeout; rows that
/// the operator may not see are absent, not errors. What changes a booking goes through DoorRepository, which is the
/// same for every entity.
class BookingRepository final
{
public:
    explicit BookingRepository(Backend &backend);

    /// One page in the filter's order, from the cursor's row on. Words that are not enough find nothing.
    [[nodiscard]] Task<Result<Page<BookingRow>>> page(BookingFilter filter, PageRequest where) const;

    /// How many bookings the filter has: exact up to 10,000.
    [[nodiscard]] Task<Result<Total>> count(BookingFilter filter) const;

    /// The cursor of a moment in the filter's order, for a jump. Forward or backward from it, as `cursorDirection` says,
    /// lies the booking that starts (or was made) then or next.
    [[nodiscard]] QByteArray cursorAt(const BookingFilter &filter, const QDateTime &moment) const;
    [[nodiscard]] PageRequest::Direction cursorDirection(const BookingFilter &filter) const;
    /// How many bookings of the filter lie before that cursor in its order.
    [[nodiscard]] Task<Result<Total>> countBefore(BookingFilter filter, QDateTime moment) const;

    /// The present state of rows a list shows, whether or not they still satisfy its filter. Absent: no longer visible.
    [[nodiscard]] Task<Result<QList<BookingRow>>> rows(QList<BookingId> ids) const;

    /// Those of `ids` that satisfy the filter.
    [[nodiscard]] Task<Result<QList<BookingRow>>> matchingRows(BookingFilter filter, QList<BookingId> ids) const;

    /// Everything about one booking. NotFound: absent, or not this operator's to see.
    [[nodiscard]] Task<Result<Booking>> byId(BookingId id) const;

    /// The same, by what people read aloud ("BK-7F3K-92Q7").
    [[nodiscard]] Task<Result<Booking>> byReference(QString reference) const;

    /// What it was like at a moment. NotFound: absent, not this operator's to see, or not made yet.
    [[nodiscard]] Task<Result<BookingPast>> asOf(BookingId id, QDateTime moment) const;

    /// Why something about it is as it is: its "state", "price", "policy", what is "captured", "refunded" or "held", or, by an
    /// operation's name, whether that is possible. The events first, then rules, then clocks.
    [[nodiscard]] Task<Result<QList<BookingReason>>> why(BookingId id, QString subject) const;

    /// The first few bookings that words find, newest start first.
    [[nodiscard]] Task<Result<QList<BookingRow>>> find(QString words, int most) const;

    /// Who else could deliver it, the best first; few. Forbidden: not for this operator to choose.
    [[nodiscard]] Task<Result<QList<BookingCandidate>>> candidates(BookingId id) const;
    /// When its provider could deliver it otherwise, the next first; few. Forbidden as above.
    [[nodiscard]] Task<Result<QList<BookingOpening>>> openings(BookingId id) const;

    /// Which others hold the time to which it would move, and what could be done with each; none where it is free.
    /// Forbidden as above.
    [[nodiscard]] Task<Result<QList<TimeHolder>>> holders(BookingId id, QDateTime start) const;

    /// What could be done with the bookings of a provider who is away from day to day, both included, of their own
    /// zone; by id, so many at once, from the one after `after` on. Forbidden as above.
    [[nodiscard]] Task<Result<QList<AwayBooking>>> awayPlan(ProviderId provider, QDate first, QDate last,
                                                            BookingId after, int most) const;

    /// Days of a provider, of their own zone, both included and thirty-five at most: hours, absences, and what takes
    /// their time. NotFound: absent, or not this operator's to see.
    [[nodiscard]] Task<Result<ProviderCalendar>> calendar(ProviderId provider, QDate first, QDate last) const;

private:
    Backend &m_backend;
};

} // namespace steward
