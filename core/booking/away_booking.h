// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"

#include <QDateTime>

#include <optional>

namespace steward {

/// A booking that can not take place as it is, with the best of each that could be done with it.
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
        nextStart; ///< a free time of the provider's own, each booking its own; invalid where there is none
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

/// A booking that holds a time to which another one would move.
struct TimeHolder {
    TimeHolder() = default;
    AwayBooking booking;
    bool isOnlyProposed = false; ///< it takes place at another time
    QString obstacle; ///< why it can not make way, in a sentence; empty where it can
};

template <class V> void fields(V &v, TimeHolder &h)
{
    fields(v, h.booking);
    v("only_proposed", h.isOnlyProposed);
    v("obstacle", h.obstacle);
}

} // namespace steward
