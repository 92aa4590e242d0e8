// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/list/window_model_of.h"

namespace steward {

class DenseTable;

using BookingWindow = WindowModelOf<BookingRow>;

/// The columns of the list of bookings, in their order.
enum class BookingColumn { Booking, Parties, Start, State, Amount };

[[nodiscard]] QList<WindowColumn<BookingRow>> bookingColumns();

/// How `table` paints them and how wide they begin.
void layOutBookingColumns(DenseTable &table);

} // namespace steward
