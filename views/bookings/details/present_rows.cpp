// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/details/present_rows.h"

#include "core/booking/booking_repository.h"

namespace steward {

Task<Result<PresentRows>> presentRows(const BookingRepository &bookings, BookingFilter filter, QList<BookingId> ids)
{
    auto rows = co_await bookings.rows(ids);
    if (!rows)
        co_return std::unexpected(rows.error());
    const auto fitting = co_await bookings.matchingRows(filter, ids);
    if (!fitting)
        co_return std::unexpected(fitting.error());
    PresentRows present;
    present.rows = std::move(*rows);
    for (const BookingRow &row : *fitting)
        present.fitting.insert(row.id.value());
    co_return present;
}

} // namespace steward
