// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the columns of api.booking_list and api.booking become bookings. Only the repository includes this.

#include "core/booking/booking.h"
#include "core/booking/booking_part_fields.h"
#include "core/door/proposal_fields.h"

namespace steward {

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
    money(v, "credit", b.credit);
    money(v, "credit_refunded", b.creditRefunded);
    money(v, "customer_credit", b.customerCredit);
    money(v, "platform_bears", b.platformBears);
    v("awaits", b.awaits);
    v("further_charge", b.furtherCharge);
    v("session_id", b.session);
    v("session_seats", b.sessionSeats);
    v("session_taken", b.sessionTaken);
    v("provider_phone", b.providerPhone);
    v("provider_account", b.providerAccount);
    v("provider_account_number", b.providerAccountNumber);
    v("place", b.place);
    v("timers", b.timers);
    v("ledger", b.ledger);
    v("requests", b.requests);
    v("timeline", b.timeline);
    v("actions", b.actions);
    v("acting", b.acting);
    v("provider_absence", b.providerAbsence);
    v("undo", b.undo);
    v("split", b.split);
    v("proposals", b.proposals);
}

} // namespace steward
