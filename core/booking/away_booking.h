// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"

#include <QDateTime>

#include <optional>

namespace steward {

/// A booking of a provider who is away, with the best of each that could be done with it.
struct AwayBooking {
    AwayBooking() = default;
    BookingId id;
    QString reference, stateTitle, zone, customer, title;
    QDateTime startsAt, endsAt;
    Money price;
    Money refund; ///< what the customer gets back if it is cancelled; nothing where nothing was captured
    std::optional<ListingId> listing; ///< of the other provider; none where nobody is free
    QString candidate;
    std::optional<qint64> candidatePrice; ///< in minor units of the price's currency
    QDateTime
        nextStart; ///< the provider's own next free time afterwards, each booking its own; invalid where there is none
};

template <class V> void fields(V &v, AwayBooking &b)
{
    v("booking_id", b.id);
    v("reference", b.reference);
    v("state_title", b.stateTitle);
    v("zone", b.zone);
    v("customer", b.customer);
    v("title", b.title);
    v("starts_at", b.startsAt);
    v("ends_at", b.endsAt);
    v("price", b.price.minor);
    v("currency", b.price.currency.code);
    v("refund", b.refund.minor);
    v("listing_id", b.listing);
    v("candidate", b.candidate);
    v("candidate_price", b.candidatePrice);
    v("next_start", b.nextStart);
    b.refund.currency = b.price.currency;
}

} // namespace steward
