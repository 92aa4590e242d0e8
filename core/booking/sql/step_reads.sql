-- SPDX-License-Identifier: GPL-3.0-or-later
-- Bookings by what happened to them and when: the lists behind what the Overview counts. A row is a step, or a refund, of a booking;
-- `again_at` lets a list over a range hold each booking once, by the last time (those whose next time is not in it), and so does the figure.
-- Both are written out, and not taken from api.booking_list: a view within another is planned for itself, and the order of what happened lost.

create or replace view api.booking_step_list with (security_invoker = true) as
select
    step.at as happened_at,
    step.from_state as step_from,
    step.to_state as step_to,
    case
        when guard.step_kind(step.from_state, step.to_state) is null then 'infinity'
        else guard.next_step(step.entity_id, step.version, step.at, booking.entered_at, step.from_state, step.to_state, guard.step_kind(step.from_state, step.to_state))
    end as again_at,
    guard.next_step(step.entity_id, step.version, step.at, booking.entered_at, step.from_state, step.to_state, null) as same_again_at,
    booking.id,
    booking.reference,
    booking.state,
    booking.version,
    booking.market_id,
    market.name as market,
    city.name as city,
    booking.zone,
    booking.starts_at,
    booking.ends_at,
    listing.title as listing,
    category.name as category,
    category.icon as category_icon,
    booking.customer_id,
    person.display_name as customer,
    booking.provider_id,
    provider.name as provider,
    booking.price as amount,
    booking.currency,
    booking.created_at,
    booking.entered_at,
    booking.changed_at,
    booking.session_id,
    booking.authorised_until
from market.event step
join market.booking on booking.id = step.entity_id
left join market.market on market.id = booking.market_id
left join market.city on city.id = booking.city_id
left join market.listing on listing.id = booking.listing_id
left join market.category on category.id = booking.category_id
left join market.customer on customer.id = booking.customer_id
left join market.person on person.id = customer.person_id
left join market.provider on provider.id = booking.provider_id
where step.entity = 'booking'
    and step.from_state is distinct from step.to_state
    and step.undoes is null
    and not guard.is_taken_back(step.entity_id, step.id, step.at);
comment on view api.booking_step_list is 'Bookings by a step that they took and that was not taken back. A range of it has each booking once where again_at lies beyond the range: when the same, or another conclusion of it or dispute, came next (same_again_at: the very same step).';
grant select on api.booking_step_list
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;

select guard.declare_view_column('booking_step_list', 'happened_at', true, true, 'event_by_step');
select guard.declare_view_column('booking_step_list', 'step_from', true, false, 'event_by_step');
select guard.declare_view_column('booking_step_list', 'step_to', true, false, 'event_by_step');
select guard.declare_view_column('booking_step_list', 'again_at', true, false, 'event_by_record');
select guard.declare_view_column('booking_step_list', 'same_again_at', true, false, 'event_by_record');
select guard.declare_view_column('booking_step_list', 'state', true, false, 'booking_pkey');
select guard.declare_view_column('booking_step_list', 'market_id', true, false, 'booking_pkey');
select guard.declare_view_column('booking_step_list', 'starts_at', true, false, 'booking_pkey');
select guard.declare_view_column('booking_step_list', 'created_at', true, false, 'booking_pkey');
select guard.declare_view_column('booking_step_list', 'session_id', true, false, 'booking_pkey');
select guard.declare_view_column('booking_step_list', 'currency', true, false, 'booking_pkey');
select guard.declare_view_column('booking_step_list', 'authorised_until', true, false, 'booking_pkey');

create or replace view api.booking_refund_list with (security_invoker = true) as
select
    refund.created_at as happened_at,
    coalesce((
        select later.created_at
        from market.refund later
        where later.payment_id = refund.payment_id
            and later.id > refund.id
            and later.state <> all (array['cancelled', 'failed'])
        order by later.id
        limit 1), 'infinity') as again_at,
    booking.id,
    booking.reference,
    booking.state,
    booking.version,
    booking.market_id,
    market.name as market,
    city.name as city,
    booking.zone,
    booking.starts_at,
    booking.ends_at,
    listing.title as listing,
    category.name as category,
    category.icon as category_icon,
    booking.customer_id,
    person.display_name as customer,
    booking.provider_id,
    provider.name as provider,
    booking.price as amount,
    booking.currency,
    booking.created_at,
    booking.entered_at,
    booking.changed_at,
    booking.session_id,
    booking.authorised_until
from market.refund
join market.payment on payment.id = refund.payment_id
join market.booking on booking.id = payment.booking_id
left join market.market on market.id = booking.market_id
left join market.city on city.id = booking.city_id
left join market.listing on listing.id = booking.listing_id
left join market.category on category.id = booking.category_id
left join market.customer on customer.id = booking.customer_id
left join market.person on person.id = customer.person_id
left join market.provider on provider.id = booking.provider_id
where refund.state <> all (array['cancelled', 'failed']);
comment on view api.booking_refund_list is 'Bookings by a refund that was neither cancelled nor refused by the gateway. A range of it has each booking once where again_at, its next refund, lies beyond the range.';
grant select on api.booking_refund_list
    to steward_support, steward_operations, steward_finance, steward_auditor, steward_administrator;

select guard.declare_view_column('booking_refund_list', 'happened_at', true, true, 'refund_created');
select guard.declare_view_column('booking_refund_list', 'again_at', true, false, 'refund_payment');
select guard.declare_view_column('booking_refund_list', 'currency', true, false, 'booking_pkey');
select guard.declare_view_column('booking_refund_list', 'state', true, false, 'booking_pkey');
select guard.declare_view_column('booking_refund_list', 'market_id', true, false, 'booking_pkey');
select guard.declare_view_column('booking_refund_list', 'starts_at', true, false, 'booking_pkey');
select guard.declare_view_column('booking_refund_list', 'created_at', true, false, 'booking_pkey');
select guard.declare_view_column('booking_refund_list', 'session_id', true, false, 'booking_pkey');
select guard.declare_view_column('booking_refund_list', 'authorised_until', true, false, 'booking_pkey');
