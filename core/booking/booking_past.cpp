// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/booking_past.h"

namespace steward {

Booking asItWas(const Booking &now, const BookingPast &past)
{
    Booking then = now;
    then.row.version = past.version;
    then.row.state = past.state;
    then.row.startsAt = past.startsAt;
    then.row.endsAt = past.endsAt;
    then.row.listing = past.listing;
    if (past.providerId != now.row.providerId) {
        then.providerPhone.clear();
        then.providerRating.clear();
    }
    then.row.providerId = past.providerId;
    then.row.provider = past.provider;
    then.row.amount = past.price;
    then.row.enteredAt = past.enteredAt;
    then.row.changedAt = past.changedAt;
    then.price = past.price;
    then.commission = past.commission;
    then.tax = past.tax;
    then.customerCredit.minor = 0; // of that moment it is not known
    if (past.refunded != now.refunded)
        then.creditRefunded.minor = 0; // nor is that
    then.captured = past.captured;
    then.refunded = past.refunded;
    then.policy = past.policy;
    then.absent = past.absent;
    then.proposedBy = past.proposedBy;
    then.proposedStart = past.proposedStart;
    then.proposedUntil = past.proposedUntil;
    then.outsideHours = past.outsideHours;
    then.paymentStateTitle = past.paymentStateTitle;
    then.cardBrand = past.cardBrand;
    then.cardLast4 = past.cardLast4;
    then.session = {}; // who else had a seat then is not kept with a booking
    then.sessionSeats.reset();
    then.sessionTaken.reset();
    then.timers.clear();
    then.requests.clear();
    then.actions.clear();
    then.undo.reset();
    then.split.reset();
    const auto later = [&past](const auto &happened) { return happened.at > past.asOf; };
    then.ledger.removeIf(later);
    then.timeline.removeIf(later);
    return then;
}

} // namespace steward
