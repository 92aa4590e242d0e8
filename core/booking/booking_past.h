// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/booking.h"

namespace steward {

/// What of a booking was otherwise at some moment, or may have been: a replay of its events up to then. Moments count as
/// whole milliseconds; what happened within one had happened.
struct BookingPast {
    BookingPast() = default;
    QDateTime asOf; ///< the moment that was asked for
    int version = 0;
    BookingState state = BookingState::PendingPayment;
    QDateTime startsAt, endsAt;
    QString listing;
    ProviderId providerId;
    QString provider;
    Money price, commission, tax, captured, refunded;
    Money held; ///< in escrow
    BookingPolicy policy;
    QDateTime enteredAt, changedAt;
    QString absent, proposedBy;
    QDateTime proposedStart, proposedUntil;
    bool outsideHours = false;
    QString paymentStateTitle, cardBrand, cardLast4;
    QDateTime previousAt, nextAt; ///< of the events before and after; invalid where there is none
};

/// The booking as it was: of what `now` tells that which had happened by then. What no event holds is left out where it may
/// have been otherwise (automatic steps ahead, requests to the gateway, what could be done), and else as it is now (names,
/// contact, place).
[[nodiscard]] Booking asItWas(const Booking &now, const BookingPast &past);

} // namespace steward
