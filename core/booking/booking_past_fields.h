// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the columns of api.booking_why and api.booking_as_of become reasons and the past. Only the repository includes this.

#include "core/booking/booking_fields.h"
#include "core/booking/booking_past.h"
#include "core/booking/booking_reason.h"

namespace steward {

template <class V>
void fields(V &v, BookingReason &r)
{
    v("kind", r.kind);
    v("at", r.at);
    v("title", r.title);
    v("actor", r.actor);
    v("role", r.role);
    v("note", r.note);
    v("amount", r.amount);
    v("facts", r.facts);
}

template <class V>
void fields(V &v, BookingPast &p)
{
    v("version", p.version);
    v("state", p.state);
    v("starts_at", p.startsAt);
    v("ends_at", p.endsAt);
    v("listing", p.listing);
    v("provider_id", p.providerId);
    v("provider", p.provider);
    money(v, "price", p.price);
    money(v, "commission", p.commission);
    money(v, "tax", p.tax);
    money(v, "captured", p.captured);
    money(v, "refunded", p.refunded);
    money(v, "held", p.held);
    v("policy", p.policy);
    v("entered_at", p.enteredAt);
    v("changed_at", p.changedAt);
    v("absent", p.absent);
    v("proposed_by", p.proposedBy);
    v("proposed_start", p.proposedStart);
    v("proposed_until", p.proposedUntil);
    v("outside_hours", p.outsideHours);
    v("payment_state_title", p.paymentStateTitle);
    v("card_brand", p.cardBrand);
    v("card_last4", p.cardLast4);
    v("previous_at", p.previousAt);
    v("next_at", p.nextAt);
}

} // namespace steward
