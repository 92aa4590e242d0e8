-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of bookings.

create or replace function guard.invariant_no_overlapping_slots()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Asked of the rows, not of the constraint: in the order of their start, each must end before the next one starts. (What one
    -- booking holds is one: it may hold a time anew that it gave back a moment ago. So is what the seats of a session hold.)
    return query
        select format('%s blocking slots, %s overlap', count(*), count(*) filter (where lined_up.overlaps)),
            count(*) filter (where lined_up.overlaps) = 0, count(*)
        from (
            select coalesce(lower(slot.during) < max(upper(slot.during)) over (
                partition by slot.provider_id
                order by lower(slot.during), slot.holder
                rows between unbounded preceding and 1 preceding), false) as overlaps
            from (
                select held.provider_id, coalesce(-held.session_id, held.booking_id) as holder, unnest(range_agg(held.during)) as during
                from market.booking_slot held
                where held.blocking
                group by held.provider_id, holder
            ) slot
        ) lined_up;
end
$$;
comment on function guard.invariant_no_overlapping_slots() is 'No provider has two blocking bookings at one time, but for those of one session';
select guard.allow_function('guard.invariant_no_overlapping_slots()', '{}');

create or replace function guard.invariant_live_bookings_hold_their_slot()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Only a booking that was not paid in time may have lost its slot before it expired.
    return query
        select format('%s bookings, %s with a wrong slot', count(*), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select case
                    when booking.state = 'pending_payment' then slot.booking_id is null
                    when known.blocking or booking.awaits = 'reopen' then slot.blocking is distinct from true or slot.release_at is not null
                    else slot.blocking and slot.release_at is null
                end
                or slot.during is distinct from tstzrange(booking.starts_at, booking.ends_at)
                or slot.provider_id is distinct from booking.provider_id
                or slot.session_id is distinct from booking.session_id as wrong
            from market.booking
            join market.booking_state known on known.state = booking.state
            left join lateral (
                select own.*
                from market.booking_slot own
                where own.booking_id = booking.id
                    and not own.proposed
                order by own.release_at is null desc,
                    (own.provider_id, own.during) = (booking.provider_id, tstzrange(booking.starts_at, booking.ends_at)) desc,
                    own.id desc
                limit 1
            ) slot on true
        ) compared;
end
$$;
comment on function guard.invariant_live_bookings_hold_their_slot() is 'A booking that is to be delivered, or waits to be, holds its provider''s time, one that ended does not keep it';
select guard.allow_function('guard.invariant_live_bookings_hold_their_slot()', '{}');

create or replace function guard.invariant_seats_of_sessions()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s sessions with %s seats taken, %s wrong', count(*), coalesce(sum(compared.taken), 0), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select session.taken,
                session.taken <> seats.held
                or seats.held > session.capacity
                or seats.live > session.capacity
                or seats.live > seats.customers
                or (session.provider_id, session.market_id) is distinct from (listing.provider_id, listing.market_id) as wrong
            from market.session
            join market.listing on listing.id = session.listing_id
            cross join lateral (
                select count(distinct slot.booking_id) filter (where slot.blocking) as held,
                    count(distinct slot.booking_id) filter (where slot.blocking and slot.release_at is null) as live,
                    count(distinct booking.customer_id) filter (where slot.blocking and slot.release_at is null) as customers
                from market.booking_slot slot
                join market.booking on booking.id = slot.booking_id
                where slot.session_id = session.id
            ) seats
        ) compared;
end
$$;
comment on function guard.invariant_seats_of_sessions() is 'No session has more seats taken than it has, what it counts are those that are held, and nobody has two';
select guard.allow_function('guard.invariant_seats_of_sessions()', '{}');

create or replace function guard.invariant_every_group_booking_is_a_seat()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings of groups, %s of all, %s that are no seat of their time''s session', count(*) filter (where compared.is_group),
                to_char(100.0 * count(*) filter (where compared.is_group) / greatest(1, count(*)), 'FM990.0') || ' %', count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*) filter (where compared.is_group)
        from (
            select listing.capacity > 1 as is_group,
                (listing.capacity > 1) <> (booking.session_id is not null)
                or (session.listing_id, session.provider_id, session.starts_at, session.ends_at)
                    is distinct from (booking.listing_id, booking.provider_id, booking.starts_at, booking.ends_at) and booking.session_id is not null as wrong
            from market.booking
            join market.listing on listing.id = booking.listing_id
            left join market.session on session.id = booking.session_id
        ) compared;
end
$$;
comment on function guard.invariant_every_group_booking_is_a_seat() is 'What is booked of a group is a seat of the session of its time, and nothing else is';
select guard.allow_function('guard.invariant_every_group_booking_is_a_seat()', '{}');

create or replace function guard.invariant_only_what_is_proposed_is_held_beside()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings of which another time was proposed, %s of them still, %s slots without one or not as proposed', coalesce(max(ever.proposed), 0),
                count(*) filter (where compared.is_open), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, coalesce(max(ever.proposed), 0)
        from (
            select booking.proposed_by is not null as is_open,
                (booking.proposed_by is null) <> (slot.id is null)
                or slot.during is distinct from case when booking.proposed_by is not null
                    then tstzrange(booking.proposed_start, booking.proposed_start + (booking.ends_at - booking.starts_at)) end
                or slot.provider_id <> booking.provider_id
                or slot.id is not null and (slot.session_id is null) <> (booking.session_id is null)
                or not slot.blocking
                or (booking.proposed_by is not null) <> exists (
                    select
                    from market.timer lapse
                    where lapse.entity = 'booking'
                        and lapse.entity_id = booking.id
                        and lapse.operation = 'lapse_reschedule'
                        and lapse.state = 'pending') as wrong
            from market.booking
            left join market.booking_slot slot on slot.booking_id = booking.id and slot.proposed and slot.release_at is null
        ) compared
        cross join ( -- what was let go of is asked as well: nothing may be left of it
            select count(distinct event.entity_id) as proposed
            from market.event
            where event.entity = 'booking'
                and event.action = 'propose_reschedule'
        ) ever;
end
$$;
comment on function guard.invariant_only_what_is_proposed_is_held_beside() is 'A booking holds a second time while one is proposed, the proposed one, and will let go of it by itself';
select guard.allow_function('guard.invariant_only_what_is_proposed_is_held_beside()', '{}');

create or replace function guard.invariant_booking_states_have_events()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings, %s without one creating event or not in the state of their last', count(*),
                count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select coalesce(history.created, 0) <> 1
                or history.last_state is distinct from booking.state
                or history.broken as wrong
            from market.booking
            left join (
                select linked.entity_id,
                    count(*) filter (where linked.created) as created,
                    (array_agg(linked.to_state order by linked.version desc))[1] as last_state,
                    bool_or(not linked.created and linked.from_state is distinct from linked.former) as broken
                from (
                    select event.entity_id, event.version, event.created, event.from_state, event.to_state,
                        lag(event.to_state) over (partition by event.entity_id order by event.version) as former
                    from market.event
                    where event.entity = 'booking'
                ) linked
                group by linked.entity_id
            ) history on history.entity_id = booking.id
        ) compared;
end
$$;
comment on function guard.invariant_booking_states_have_events() is 'Every booking has one creating event, and every change of state since has one';
select guard.allow_function('guard.invariant_booking_states_have_events()', '{}');

create or replace function guard.invariant_bookings_are_what_their_events_say()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What no event holds is compared with itself: a column that was added after the last event of a booking.
    return query
        select format('%s bookings, %s not as their events say', count(*), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select jsonb_populate_record(booking, guard.record_as_of('booking', booking.id, 'infinity')) is distinct from booking as wrong
            from market.booking
        ) compared;
end
$$;
comment on function guard.invariant_bookings_are_what_their_events_say() is 'Every booking is what its history, replayed, makes of it';
select guard.allow_function('guard.invariant_bookings_are_what_their_events_say()', '{}');

create or replace function guard.invariant_frozen_at_booking()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings, %s with another price, fee, policy or clock than at first or by override', count(*), count(*) filter (where compared.changed)),
            count(*) filter (where compared.changed) = 0, count(*)
        from (
            select (made.image ->> 'price')::bigint <> booking.price and not exists (
                    select
                    from market.event repriced
                    where repriced.entity = 'booking'
                        and repriced.entity_id = booking.id
                        and not repriced.created
                        and (repriced.image ->> 'price')::bigint = booking.price
                        and (repriced.undoes is not null or repriced.operation in ('override_reprice', 'override_reassign', 'charge_answered')))
                or (made.image ->> 'commission_bp')::integer <> booking.commission_bp
                or (made.image ->> 'tax_bp')::integer <> booking.tax_bp
                or made.image ->> 'currency' <> booking.currency
                or made.image -> 'policy' <> booking.policy
                or lived_by.id is distinct from booking.terms_id
                or (booking.commission_bp, booking.tax_bp, (booking.policy ->> 'penalty_bp')::integer, booking.policy -> 'tiers', booking.pay_within, booking.answer_within,
                        booking.complete_after, booking.settle_after, booking.dispute_within)
                    is distinct from (lived_by.commission_bp::integer, lived_by.tax_bp::integer, lived_by.penalty_bp::integer, lived_by.policies -> (booking.policy ->> 'id'), lived_by.pay_within,
                        lived_by.answer_within, lived_by.complete_after, lived_by.settle_after, lived_by.dispute_within) as changed
            from market.booking
            join market.event made on made.entity = 'booking'
                and made.entity_id = booking.id
                and made.created
            left join lateral guard.terms_at(booking.market_id, booking.created_at) lived_by on true
        ) compared;
end
$$;
comment on function guard.invariant_frozen_at_booking() is 'Price, fees, policy and clocks are those of the terms under which the booking was made, but for prices that were overridden';
select guard.allow_function('guard.invariant_frozen_at_booking()', '{}');

create or replace function guard.invariant_split_of_price()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings, %s with other fees than the rates give', count(*), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select share.provider + share.commission + share.tax <> booking.price + booking.platform_bears
                or share.commission <> booking.commission
                or share.tax <> booking.tax as wrong
            from market.booking
            cross join lateral guard.split_provider_share(booking.price + booking.platform_bears, booking.commission_bp, booking.tax_bp) share
        ) compared;
end
$$;
comment on function guard.invariant_split_of_price() is 'Commission and tax are what the frozen rates give, and with the provider''s part they sum to the price and what the platform bears';
select guard.allow_function('guard.invariant_split_of_price()', '{}');

create or replace function guard.invariant_ended_bookings_await_nothing()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings that ended, %s pending steps of theirs or of a state that was left', max(finished.bookings), count(stray.id)), count(stray.id) = 0, max(finished.bookings)
        from (
            select count(*) as bookings
            from market.booking
            join market.booking_state known on known.state = booking.state
            where known.final
        ) finished
        left join (
            select timer.id
            from market.timer
            join market.booking on booking.id = timer.entity_id
            join market.booking_state known on known.state = booking.state
            where timer.entity = 'booking'
                and timer.state = 'pending'
                and (known.final or timer.from_state <> booking.state)
        ) stray on true;
end
$$;
comment on function guard.invariant_ended_bookings_await_nothing() is 'Nothing is to happen by itself to a booking that ended, nor what belongs to a state it left';
select guard.allow_function('guard.invariant_ended_bookings_await_nothing()', '{}');

create or replace function guard.invariant_escrow_follows_the_state()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings, %s hold another amount than their state says', count(*), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select coalesce(-sum(entry.amount), 0) <> case
                when booking.state in ('confirmed', 'in_progress', 'completed', 'no_show', 'disputed') then payment.captured - payment.refunded + booking.platform_bears
                else 0 end
                or (booking.state in ('confirmed', 'in_progress', 'completed', 'no_show') and payment.captured - payment.refunded <> booking.price) as wrong
            from market.booking
            join market.payment on payment.booking_id = booking.id
            left join market.ledger_account account on account.booking_id = booking.id and account.kind = 'escrow'
            left join market.ledger_entry entry on entry.account_id = account.id
            group by booking.id, payment.id
        ) compared;
end
$$;
comment on function guard.invariant_escrow_follows_the_state() is 'Escrow holds the price of a booking that is not settled with what the platform bears, what is left of it while that is disputed, and nothing once it ended';
select guard.allow_function('guard.invariant_escrow_follows_the_state()', '{}');

create or replace function guard.invariant_borne_is_in_the_ledger()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s bookings of which the platform bears a part, %s with another one in the ledger', count(*) filter (where compared.platform_bears > 0),
                count(*) filter (where compared.platform_bears <> compared.booked)),
            count(*) filter (where compared.platform_bears <> compared.booked) = 0,
            count(*) filter (where compared.platform_bears > 0)
        from (
            select case when payment.captured > 0 then booking.platform_bears::bigint else 0 end as platform_bears,
                coalesce((
                    select sum(entry.amount)
                    from market.ledger_transaction posting
                    left join market.ledger_transaction former on former.id = posting.reverses
                    join market.ledger_entry entry on entry.transaction_id = posting.id
                    join market.ledger_account account on account.id = entry.account_id
                    where posting.booking_id = booking.id
                        and account.kind = 'platform_revenue'
                        and coalesce(former.kind, posting.kind) = 'borne'), 0) as booked
            from market.booking
            join market.payment on payment.booking_id = booking.id
        ) compared;
end
$$;
comment on function guard.invariant_borne_is_in_the_ledger() is 'What the platform bears of a booking it has paid into its escrow, once, and nothing before it was captured';
select guard.allow_function('guard.invariant_borne_is_in_the_ledger()', '{}');

create or replace function guard.invariant_what_is_awaited_is_asked_for()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s further charges were asked for, %s bookings wait for theirs, %s whose gateway is not asked for it', coalesce(sum(compared.charges), 0),
                count(*) filter (where compared.further_charge is not null), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, coalesce(sum(compared.charges), 0)::bigint
        from (
            select booking.further_charge, max(payment.charges) as charges, booking.further_charge is distinct from sum(asked.amount)::bigint as wrong
            from market.booking
            join (
                select paid.id, paid.booking_id, (
                    select count(*)
                    from market.gateway_intent ever
                    where ever.payment_id = paid.id
                        and ever.kind = 'authorise'
                        and ever.charge > 1) as charges
                from market.payment paid
            ) payment on payment.booking_id = booking.id
            left join market.gateway_intent asked on asked.payment_id = payment.id
                and asked.kind = 'authorise'
                and asked.charge > 1
                and asked.state in ('not yet told', 'told', 'unknown')
                and not exists (
                    select
                    from market.gateway_intent ended
                    where ended.payment_id = asked.payment_id
                        and ended.charge = asked.charge
                        and ended.kind = 'void'
                        and ended.state <> 'withdrawn')
            group by booking.id
        ) compared;
end
$$;
comment on function guard.invariant_what_is_awaited_is_asked_for() is 'A booking waits for a further charge exactly while the gateway is asked for one';
select guard.allow_function('guard.invariant_what_is_awaited_is_asked_for()', '{}');

create or replace function guard.invariant_nobody_is_booked_while_away()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    unforeseen bigint;
begin
    select count(*) into unforeseen
    from guard.unforeseen_bookings();
    return query
        select format('%s absences, %s bookings that came into one', count(*), unforeseen), unforeseen = 0, count(*)
        from market.absence;
end
$$;
comment on function guard.invariant_nobody_is_booked_while_away() is 'While a provider is away they deliver what they had before, or what an operator gave them outside of their hours, and nothing else';
select guard.allow_function('guard.invariant_nobody_is_booked_while_away()', '{}');
