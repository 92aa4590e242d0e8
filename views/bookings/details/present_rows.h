// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/booking/booking.h"

#include <QSet>

namespace steward {

class BookingRepository;

/// What rows of a list are now.
struct PresentRows {
    PresentRows() = default;
    QList<BookingRow> rows;
    QSet<qint64> fitting; ///< those that still satisfy the filter
};

[[nodiscard]] Task<Result<PresentRows>> presentRows(const BookingRepository &bookings, BookingFilter filter, QList<BookingId> ids);

} // namespace steward
