// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/provider_calendar.h"

namespace steward {

/// Minutes of the wall clock of one day, from 0 to 1440. On a day whose clocks change they are those that a clock on the
/// wall shows: nine o'clock stands beside nine o'clock.
struct DayStretch {
    DayStretch() = default;
    int from = 0, to = 0;
    bool operator==(const DayStretch &) const = default;
};

/// One day of a provider, on the wall clock of their zone.
struct CalendarDay {
    CalendarDay() = default;
    QDate date;
    QList<DayStretch> worked;
    bool isAway = false; ///< all day
    QDate awayUntil; ///< the last day of that absence
    int hours = 24; ///< how long it is: 23 or 25 where clocks change
};

/// The part of a block that lies on one day. What overlaps stands side by side, in lanes.
struct CalendarPiece {
    CalendarPiece() = default;
    int day = 0; ///< an index into the days
    int block = 0; ///< an index into the calendar's blocks
    DayStretch at;
    int lane = 0, lanes = 1;
    bool beganBefore = false, goesOn = false; ///< there is more of it on the day before, or after
};

/// The days of a calendar, and what stands on each by its beginning.
struct CalendarDays {
    CalendarDays() = default;
    QList<CalendarDay> days;
    QList<CalendarPiece> pieces; ///< day after day
};

[[nodiscard]] CalendarDays laidOut(const ProviderCalendar &calendar);

/// The Monday, or whatever day the operator's weeks begin with, on or before `day`.
[[nodiscard]] QDate weekOf(const QDate &day);

} // namespace steward
