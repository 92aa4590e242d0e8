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

/// How `table` paints them.
void layOutBookingColumns(DenseTable &table);
/// Shares `width` among them: none is cut off, and what is over goes where text is longest.
void fitBookingColumns(DenseTable &table, int width);

} // namespace steward
