// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

#include <QDateTime>

#include <optional>

namespace steward {

/// A time of a provider that the calendar shows, from its beginning up to its end.
struct CalendarSpan {
    CalendarSpan() = default;
    QDateTime from, to;
};

/// What takes a provider's time.
struct CalendarBlock {
    enum class Kind {
        Booking,
        Session, ///< of a group: all of its seats together
        Held, ///< beside a booking's own time, for a time that is proposed or a charge that is waited for
        Released, ///< given back a moment ago; it stays blocked as long as that can be taken back
    };
    CalendarBlock() = default;
    Kind kind = Kind::Booking;
    BookingId booking; ///< of a session, that of its first seat
    SessionId session; ///< valid for a session only
    QString reference; ///< empty for a session
    BookingState state = BookingState::Confirmed; ///< nothing for a session, which has none
    CalendarSpan time;
    QString service;
    QString customer; ///< their first name; empty where the operator sees none
    QDateTime until; ///< it is held until then; invalid where no moment is set
    int seats = 0, taken = 0; ///< of a session
    bool isOutsideHours = false; ///< an operator set a time at which the provider does not work
};

/// Some days of a provider, in the provider's own zone.
struct ProviderCalendar {
    ProviderCalendar() = default;
    ProviderId provider;
    QString name, zone;
    QDate firstDay, lastDay;
    QList<CalendarSpan> hours; ///< worked: weekly hours with their exceptions, absences taken out
    QList<CalendarSpan> absences; ///< each as a whole, also what lies outside of these days
    QList<CalendarBlock> blocks; ///< by their beginning
};

} // namespace steward
