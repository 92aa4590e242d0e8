// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"

#include <QDateTime>

#include <optional>

namespace steward {

/// Another provider who could deliver a booking at its time, by one of their services.
struct BookingCandidate {
    BookingCandidate() = default;
    ListingId listing;
    QString title;
    ProviderId providerId;
    QString provider, city;
    bool isInCity = false; ///< of the booking itself
    std::optional<int> km; ///< from city to city; none where nobody has said where they lie
    QString rating; ///< empty where nobody has rated yet
    Money price;
    Money difference; ///< to the booking's price; less than nothing where it is cheaper
};

/// A time at which a booking's provider works and is free.
struct BookingOpening {
    BookingOpening() = default;
    QDateTime startsAt, endsAt;
    std::optional<qint64> seatsFree, seats; ///< of a group's session then; one of which all seats are free would be a new one
};

template <class V>
void fields(V &v, BookingCandidate &c)
{
    v("listing_id", c.listing);
    v("title", c.title);
    v("provider_id", c.providerId);
    v("provider", c.provider);
    v("city", c.city);
    v("same_city", c.isInCity);
    v("km", c.km);
    v("rating", c.rating);
    v("price", c.price.minor);
    v("currency", c.price.currency.code);
    v("difference", c.difference.minor);
    c.difference.currency = c.price.currency;
}

template <class V>
void fields(V &v, BookingOpening &o)
{
    v("starts_at", o.startsAt);
    v("ends_at", o.endsAt);
    v("seats_free", o.seatsFree);
    v("capacity", o.seats);
}

} // namespace steward
