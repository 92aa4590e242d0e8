-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking as its customer and its provider see it: what was agreed, what comes next, what they may do. What the marketplace
-- keeps for itself of the price is told to the provider; notes and overrides of operators to neither.

create or replace view api.my_booking with (security_invoker = true) as
select
    booking.id,
    booking.reference,
    booking.state,
    state_known.title as state_title,
    state_known.final,
    booking.version,
    booking.market_id,
    booking.listing_id,
    listing.title as listing,
    category.name as category,
    category.icon as category_icon,
    city.name as city,
    booking.zone,
    booking.starts_at,
    booking.ends_at,
    booking_place.place,
    booking.provider_id,
    provider.name as provider,
    person.display_name as customer,
    booking.price,
    booking.currency,
    booking.policy,
    booking.proposed_by,
    booking.proposed_start,
    booking.proposed_until,
    booking.absent,
    booking.awaits,
    payment.state as payment_state,
    payment_known.title as payment_state_title,
    payment.captured,
    payment.refunded,
    payment.credit,
    payment.credit_refunded,
    payment.card_brand,
    payment.card_last4,
    case when side.party = 'provider' then booking.commission end as commission,
    case when side.party = 'provider' then booking.tax end as tax,
    case when side.party = 'provider' then booking.price - booking.commission - booking.tax end as provider_share,
    coalesce(ahead.steps, '[]') as next_steps,
    coalesce(possible.actions, '[]') as actions,
    coalesce(told.messages, '[]') as messages,
    booking.created_at,
    booking.changed_at
from market.booking
cross join (select guard.my_kind() as party) side
left join market.booking_state state_known on state_known.state = booking.state
left join market.listing on listing.id = booking.listing_id
left join market.category on category.id = booking.category_id
left join market.city on city.id = booking.city_id
left join market.provider on provider.id = booking.provider_id
left join market.customer on customer.id = booking.customer_id
left join market.person on person.id = customer.person_id
left join market.booking_place on booking_place.booking_id = booking.id
left join market.payment on payment.booking_id = booking.id
left join market.payment_state payment_known on payment_known.state = payment.state
left join lateral (
    select jsonb_agg(jsonb_build_object('operation', timer.operation, 'title', coalesce(transition.title, operation.title), 'due', timer.due)
        order by timer.due, timer.id) as steps
    from market.timer
    left join market.transition on transition.id = timer.transition_id
    left join market.operation on operation.name = timer.operation
    where timer.entity = 'booking'
        and timer.entity_id = booking.id
        and timer.state = 'pending'
) ahead on true
left join lateral (
    select jsonb_agg(jsonb_build_object('operation', operation.name, 'title', operation.title, 'danger', operation.danger,
            'needs_reason', operation.needs_reason, 'allowed', step.allowed, 'why', step.why)
        order by operation.danger, operation.name) as actions
    from guard.party_steps(booking, side.party) step
    join market.operation on operation.name = step.operation
    where operation.name = any ((select guard.my_operations())::text[])
) possible on true
left join lateral (
    select jsonb_agg(jsonb_build_object('at', message.created_at, 'subject', message.subject, 'body', message.body) order by message.id) as messages
    from market.message
    where message.booking_id = booking.id
        and message.due <= guard.clock() -- until then it may be taken back
        and message.state <> 'withdrawn'
) told on true;
comment on view api.my_booking is 'A booking of one''s own, as its customer and its provider see it.';
comment on column api.my_booking.policy is 'What is given back if it is cancelled, as it was when it was booked.';
comment on column api.my_booking.proposed_by is 'Who proposed the other time that waits for an answer: customer, provider or platform.';
comment on column api.my_booking.awaits is 'What it waits for before it goes on.';
comment on column api.my_booking.captured is 'Paid by card so far, in minor units; the payment is told to the customer only.';
comment on column api.my_booking.credit is 'Paid with credit, in minor units.';
comment on column api.my_booking.provider_share is 'What is left to the provider of the price, after commission and tax; told to the provider only.';
comment on column api.my_booking.next_steps is 'What happens by itself, and when.';
comment on column api.my_booking.actions is 'What the caller may do with it; what is not possible just now says why.';
comment on column api.my_booking.messages is 'What the caller was told about it.';
grant select on api.my_booking to steward_customer, steward_provider;

select guard.declare_view_column('my_booking', 'id', true, false, 'booking_pkey');
select guard.declare_view_column('my_booking', 'reference', true, false, 'booking_reference_key');
