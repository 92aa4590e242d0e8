// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the columns of a booking's parts are read: its steps ahead, ledger, requests, timeline, actions, policy.

#include "core/booking/booking_parts.h"

namespace steward {

/// An amount is a column of minor units beside the row's one currency.
template <class V>
void money(V &v, const char *column, Money &amount)
{
    v(column, amount.minor);
    v("currency", amount.currency.code);
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

} // namespace steward
