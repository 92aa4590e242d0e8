// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the rows of api.provider_calendar become days of a provider. Only the repository includes this.

#include "core/booking/provider_calendar.h"

namespace steward {

/// One row, whatever it is about.
struct CalendarRow {
    CalendarRow() = default;
    QString kind; ///< provider, hours, absence, booking, session, held, released
    qint64 id = 0;
    BookingId booking;
    QString reference, title, customer, zone;
    std::optional<BookingState> state;
    QDateTime startsAt, endsAt, until;
    std::optional<qint64> seats, taken;
    bool outsideHours = false;
};

template <class V> void fields(V &v, CalendarRow &r)
{
    std::optional<qint64> id;
    v("kind", r.kind);
    v("id", id);
    v("booking_id", r.booking);
    v("reference", r.reference);
    v("title", r.title);
    v("customer", r.customer);
    v("zone", r.zone);
    v("state", r.state);
    v("starts_at", r.startsAt);
    v("ends_at", r.endsAt);
    v("until", r.until);
    v("seats", r.seats);
    v("taken", r.taken);
    v("outside_hours", r.outsideHours);
    r.id = id.value_or(0);
}

} // namespace steward
