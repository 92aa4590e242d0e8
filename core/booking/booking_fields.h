// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the columns of api.booking_list and api.booking become bookings. Only the repository includes this.

#include "core/booking/booking.h"
#include "core/door/proposal_fields.h"

namespace steward {

/// An amount is a column of minor units beside the row's one currency.
template <class V>
void money(V &v, const char *column, Money &amount)
{
    v(column, amount.minor);
    v("currency", amount.currency.code);
}

template <class V>
void fields(V &v, BookingRow &b)
{
    v("id", b.id);
    v("reference", b.reference);
    v("state", b.state);
    v("version", b.version);
    v("market_id", b.marketId);
    v("market", b.market);
    v("city", b.city);
    v("zone", b.zone);
    v("starts_at", b.startsAt);
    v("ends_at", b.endsAt);
    v("listing", b.listing);
    v("category", b.category);
    v("category_icon", b.categoryIcon);
    v("customer_id", b.customerId);
    v("customer", b.customer);
    v("provider_id", b.providerId);
    v("provider", b.provider);
    money(v, "amount", b.amount);
    v("created_at", b.createdAt);
    v("entered_at", b.enteredAt);
    v("changed_at", b.changedAt);
}

template <class V>
void fields(V &v, BookingTimer &t)
{
    v("id", t.id);
    v("operation", t.operation);
    v("title", t.title);
    v("due", t.due);
    v("state", t.state);
    v("parked", t.parked);
    v("failure", t.failure);
}

template <class V>
void fields(V &v, BookingLedgerLine &l)
{
    v("posting", l.posting);
    v("at", l.at);
    v("account", l.account);
    v("owner", l.owner);
    v("text", l.text);
    money(v, "debit", l.debit);
    money(v, "credit", l.credit);
}

template <class V>
void fields(V &v, BookingRequest &r)
{
    v("kind", r.kind);
    v("state", r.state);
    v("failure", r.failure);
    v("refund_state", r.refundState);
    money(v, "amount", r.amount);
    v("attempt", r.attempt);
    v("due", r.due);
    v("told_at", r.toldAt);
    v("answered_at", r.answeredAt);
}

template <class V>
void fields(V &v, BookingTimelineEntry &e)
{
    v("at", e.at);
    v("kind", e.kind);
    v("title", e.title);
    v("text", e.text);
    v("actor", e.actor);
    v("role", e.role);
    v("state_from", e.stateFrom);
    v("state_to", e.stateTo);
    v("invocation", e.invocation);
    v("amount", e.amount);
    v("currency", e.currency);
}

template <class V>
void fields(V &v, BookingAction &a)
{
    v("operation", a.operation);
    v("title", a.title);
    v("danger", a.danger);
    v("needs_reason", a.needsReason);
    v("allowed", a.allowed);
    v("why", a.why);
}

template <class V>
void fields(V &v, BookingActing &a)
{
    v("on_behalf_of", a.onBehalfOf);
    v("party", a.party);
    v("operation", a.operation);
    v("title", a.title);
    v("description", a.description);
    v("argument", a.argument);
    v("target", a.target);
    v("danger", a.danger);
    v("allowed", a.allowed);
    v("why", a.why);
}

template <class V>
void fields(V &v, PolicyTier &t)
{
    v("before", t.before);
    v("percent", t.percent);
}

template <class V>
void fields(V &v, BookingPolicy &p)
{
    v("name", p.name);
    v("tiers", p.tiers);
}

template <class V>
void fields(V &v, BookingUndo &u)
{
    v("invocation", u.invocation);
    v("until", u.until);
}

template <class V>
void fields(V &v, BookingSplit &s)
{
    v("captured", s.captured);
    v("refunded", s.refunded);
    v("available", s.available);
    v("customer_default", s.customerDefault);
    v("provider_default", s.providerDefault);
}

template <class V>
void fields(V &v, Booking &b)
{
    fields(v, b.row);
    money(v, "price", b.price);
    money(v, "commission", b.commission);
    money(v, "tax", b.tax);
    money(v, "captured", b.captured);
    money(v, "refunded", b.refunded);
    v("policy", b.policy);
    v("payment_state_title", b.paymentStateTitle);
    v("card_brand", b.cardBrand);
    v("card_last4", b.cardLast4);
    v("customer_person", b.customerPerson);
    v("provider_person", b.providerPerson);
    v("customer_email", b.customerEmail);
    v("customer_phone", b.customerPhone);
    v("customer_locale", b.customerLocale);
    v("customer_bookings", b.customerBookings);
    v("provider_rating", b.providerRating);
    v("absent", b.absent);
    v("proposed_by", b.proposedBy);
    v("proposed_start", b.proposedStart);
    v("proposed_until", b.proposedUntil);
    v("outside_hours", b.outsideHours);
    v("provider_email", b.providerEmail);
    money(v, "platform_bears", b.platformBears);
    v("awaits", b.awaits);
    v("further_charge", b.furtherCharge);
    v("provider_phone", b.providerPhone);
    v("place", b.place);
    v("timers", b.timers);
    v("ledger", b.ledger);
    v("requests", b.requests);
    v("timeline", b.timeline);
    v("actions", b.actions);
    v("acting", b.acting);
    v("undo", b.undo);
    v("split", b.split);
    v("proposals", b.proposals);
}

} // namespace steward
