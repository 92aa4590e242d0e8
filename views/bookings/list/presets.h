// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

namespace steward {

/// A view of the list that stands ready as a tab.
struct BookingPreset {
    QString id, title;
    BookingFilter filter;
};

/// All bookings, those that wait for an answer, those of today and those ahead. "Today" is the operator's own day.
[[nodiscard]] QList<BookingPreset> bookingPresets(const QDateTime &now);

} // namespace steward
