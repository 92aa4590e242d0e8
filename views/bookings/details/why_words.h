// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"
#include "core/booking/booking_reason.h"
#include "views/widgets/why_panel.h"

namespace steward {

/// Why something about a booking is as it is. `subject` is what BookingRepository::why() was asked.
[[nodiscard]] WhyAnswer whyAnswer(const Booking &booking, const QString &subject, const QList<BookingReason> &reasons);

} // namespace steward
