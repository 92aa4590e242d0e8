// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "views/shell/list/shown_columns.h"
#include "views/shell/list/window_model_of.h"

namespace steward {

using BookingWindow = WindowModelOf<BookingRow>;

/// What the list of bookings can show, in the order of bookingColumns().
enum class BookingColumn { Booking, Parties, Start, State, Amount, Service, Category, Customer, Provider, Market, City, End, Made, StateSince, LastChange };

[[nodiscard]] QList<WindowColumn<BookingRow>> bookingColumns();
[[nodiscard]] QList<ColumnShape> bookingColumnShapes();

} // namespace steward
