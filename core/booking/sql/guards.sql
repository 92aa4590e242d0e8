-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Slots, working hours, cancellation tiers, and the money of a booking that ends early.

create or replace function guard.working_hours(provider bigint, first_day date, last_day date)
returns tstzmultirange
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    hours_zone text;
    worked tstzmultirange;
    away tstzmultirange;
begin
    select provider.zone into strict hours_zone
    from market.provider
    where provider.id = working_hours.provider;

    -- Hours are meant on the wall clock of the provider's zone, so each day's are placed by that day's own offset: 9:00 is
    -- 9:00 in summer and winter, and a day on which clocks change is an hour shorter or longer. Hours that fall wholly into
    -- the hour that is skipped are none.
    with days as (
        select day::date
        from generate_series(working_hours.first_day::timestamp, working_hours.last_day::timestamp, interval '1 day') day
    ), on_the_wall as (
        select days.day, weekly.from_time, weekly.to_time
        from days
        join market.availability weekly on weekly.provider_id = working_hours.provider
            and weekly.weekday = extract(isodow from days.day)
        where not exists (
            select
            from market.availability_exception instead
            where instead.provider_id = working_hours.provider
                and instead.day = days.day
                and instead.available)
        union all
        select days.day, instead.from_time, instead.to_time
        from days
        join market.availability_exception instead on instead.provider_id = working_hours.provider
            and instead.day = days.day
        where instead.available
    )
    select range_agg(tstzrange((day + from_time) at time zone hours_zone, (day + to_time) at time zone hours_zone))
    into worked
    from on_the_wall
    where (day + from_time) at time zone hours_zone < (day + to_time) at time zone hours_zone;

    select range_agg(tstzrange((day + from_time) at time zone hours_zone, (day + to_time) at time zone hours_zone))
    into away
    from market.availability_exception
    where provider_id = working_hours.provider
        and day between working_hours.first_day and working_hours.last_day
        and not available
        and (day + from_time) at time zone hours_zone < (day + to_time) at time zone hours_zone;

    return coalesce(worked, '{}') - coalesce(away, '{}');
end
$$;
comment on function guard.working_hours(bigint, date, date) is 'When a provider works on some days of their own zone, bookings not regarded.';
select guard.allow_function('guard.working_hours(bigint, date, date)', '{}');

create or replace function guard.works_during(provider bigint, during tstzrange)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    hours_zone text;
begin
    select provider.zone into strict hours_zone
    from market.provider
    where provider.id = works_during.provider;
    return guard.working_hours(works_during.provider,
        (lower(works_during.during) at time zone hours_zone)::date - 1,
        (upper(works_during.during) at time zone hours_zone)::date + 1) @> works_during.during;
end
$$;
comment on function guard.works_during(bigint, tstzrange) is 'Whether a provider works all through a time, bookings not regarded.';
select guard.allow_function('guard.works_during(bigint, tstzrange)', '{}');

create or replace function guard.slot_is_free(provider bigint, during tstzrange, except_booking bigint default null)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Only under the lock on the provider's row, which the door holds for operations that say so: then what is free now
    -- stays free, everybody else is told in words, and nobody waits at the exclusion constraint for somebody who waits here.
    update market.booking_slot
    set blocking = false
    where booking_slot.provider_id = slot_is_free.provider
        and booking_slot.blocking
        and (booking_slot.held_until is not null or booking_slot.release_at is not null)
        and least(booking_slot.held_until, booking_slot.release_at) <= guard.clock();
    return not exists (
        select
        from market.booking_slot taken
        where taken.provider_id = slot_is_free.provider
            and taken.during && slot_is_free.during
            and taken.blocking
            and taken.booking_id is distinct from slot_is_free.except_booking);
end
$$;
comment on function guard.slot_is_free(bigint, tstzrange, bigint) is 'Whether no booking holds a time of a provider, once those are freed whose time is over. Under the provider''s lock.';
select guard.allow_function('guard.slot_is_free(bigint, tstzrange, bigint)', '{}');

create or replace function guard.release_slot(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What an operator does can be taken back for a while; until then the time stays blocked, or there would be nothing
    -- to give back. What nobody can take back frees it at once.
    -- (Only by the booking: "and blocking" would let a ready plan walk the exclusion constraint's index instead, all of it.)
    update market.booking_slot
    set blocking = booking_slot.blocking and guard.outbox_after() is not null,
        release_at = case when booking_slot.blocking then guard.outbox_due() end,
        released_by = case when booking_slot.blocking then guard.invocation_id() end
    where booking_slot.booking_id = release_slot.booking;
end
$$;
comment on function guard.release_slot(bigint) is 'Gives the time of a booking that ended back to the provider, when its end can no longer be taken back.';
select guard.allow_function('guard.release_slot(bigint)', '{}');

create or replace function guard.undo_slots(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking_slot
    set release_at = null,
        released_by = null
    where booking_slot.released_by = undo_slots.undone
        and booking_slot.blocking;
    -- More time to pay was given: the provider's time is held as long as before.
    update market.booking_slot
    set held_until = lapse.due
    from market.timer lapse
    where lapse.entity = 'booking'
        and lapse.entity_id = booking_slot.booking_id
        and lapse.operation = 'expire'
        and lapse.state = 'pending'
        and lapse.moved_by = undo_slots.undone
        and booking_slot.held_until is not null;
    if exists (select from market.booking_slot where booking_slot.released_by = undo_slots.undone) then
        perform guard.refuse('MP033', 'The provider''s time has been given to somebody else since.', 'Make a new booking.');
    end if;
end
$$;
comment on function guard.undo_slots(uuid) is 'Takes the time of a booking back, if nobody else has it.';
select guard.allow_function('guard.undo_slots(uuid)', '{}');
select guard.declare_undo('guard.undo_slots(uuid)'::regprocedure);

create or replace function guard.refund_percent(policy jsonb, ahead interval)
returns integer
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce((
        select max((tier ->> 'percent')::integer)
        from jsonb_array_elements(refund_percent.policy -> 'tiers') tier
        where refund_percent.ahead >= (tier ->> 'before')::interval), 0);
end
$$;
comment on function guard.refund_percent(jsonb, interval) is 'What a customer gets back, in per cent, who cancels so long ahead of the start.';
select guard.allow_function('guard.refund_percent(jsonb, interval)', '{}');

create or replace function guard.policy_split(policy jsonb, ahead interval, available bigint)
returns bigint[]
language plpgsql
immutable
security definer -- api.booking offers it as the form's default
set search_path = pg_catalog, pg_temp
as $$
declare
    percent integer := guard.refund_percent(policy_split.policy, policy_split.ahead);
begin
    return guard.split_amount(policy_split.available, array[percent, 100 - percent]::bigint[]);
end
$$;
comment on function guard.policy_split(jsonb, interval, bigint) is 'What a policy gives to customer and provider of the amount that is held, so long ahead of the start.';
select guard.allow_function('guard.policy_split(jsonb, interval, bigint)', guard.operators());

create or replace function guard.end_booking(booking bigint, new_state text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking
    set state = end_booking.new_state
    where booking.id = end_booking.booking;
    perform guard.release_slot(end_booking.booking);
end
$$;
comment on function guard.end_booking(bigint, text) is 'Ends a booking: its state and its slot.';
select guard.allow_function('guard.end_booking(bigint, text)', '{}');

create or replace function guard.touch_booking(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking
    set state = booking.state
    where booking.id = touch_booking.booking;
end
$$;
comment on function guard.touch_booking(bigint) is 'Gives a booking a new version, with its event, for a change that stands in other tables.';
select guard.allow_function('guard.touch_booking(bigint)', '{}');

create or replace function guard.divide_escrow(booking bigint, to_customer bigint, to_provider bigint, kind text, words text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    held record;
    platform bigint;
    share record;
begin
    select books.reference, books.currency, books.commission_bp, books.tax_bp, paid.captured, paid.captured - paid.refunded as available
    into strict held
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = divide_escrow.booking;
    platform := held.available - divide_escrow.to_customer - divide_escrow.to_provider;
    if platform < 0 then
        perform guard.refuse('MP032',
            format('Customer and provider would get more than the %s that is held for this booking.',
                guard.money_text(held.available, held.currency, 'en')),
            'Lower one of the two amounts.', jsonb_build_object('available', held.available));
    end if;
    select * into strict share
    from guard.split_provider_share(divide_escrow.to_provider, held.commission_bp, held.tax_bp);
    if held.captured = 0 then
        perform guard.void_payment(divide_escrow.booking);
    else
        if divide_escrow.to_customer > 0 then
            perform guard.refund_payment(divide_escrow.booking, divide_escrow.to_customer);
        end if;
        perform guard.post(divide_escrow.booking, divide_escrow.kind, divide_escrow.words,
            array['escrow', 'gateway_clearing', 'provider_payable', 'platform_revenue', 'tax_payable'],
            array[held.available, -divide_escrow.to_customer, -share.provider, -(share.commission + platform), -share.tax]);
    end if;
    return jsonb_build_object('booking', divide_escrow.booking, 'reference', held.reference, 'to_customer', divide_escrow.to_customer,
        'to_provider', share.provider, 'platform', share.commission + platform, 'tax', share.tax, 'currency', held.currency);
end
$$;
comment on function guard.divide_escrow(bigint, bigint, bigint, text, text) is 'Divides all that is held for a booking; commission and tax come from the provider''s share, the platform keeps what nobody gets.';
select guard.allow_function('guard.divide_escrow(bigint, bigint, bigint, text, text)', '{}');

create or replace function guard.reclaim_escrow(booking bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    received record;
begin
    -- All that went from this booking's escrow to others than the customer, and has not come back since: what its postings
    -- that touch the escrow gave them. (A penalty or a credit does not touch it.)
    select array_agg(sums.kind order by sums.kind) as kinds, array_agg(sums.amount order by sums.kind) as amounts, sum(sums.amount)::bigint as total
    into received
    from (
        select account.kind, -sum(entry.amount)::bigint as amount
        from market.ledger_transaction posting
        join market.ledger_entry entry on entry.transaction_id = posting.id
        join market.ledger_account account on account.id = entry.account_id
        where posting.booking_id = reclaim_escrow.booking
            and account.kind in ('provider_payable', 'platform_revenue', 'tax_payable')
            and exists (
                select
                from market.ledger_entry held
                join market.ledger_account of_booking on of_booking.id = held.account_id
                where held.transaction_id = posting.id
                    and of_booking.kind = 'escrow')
        group by account.kind
    ) sums;
    perform guard.post(reclaim_escrow.booking, 'reclaim', 'Taken back into escrow',
        received.kinds || array['escrow'], received.amounts || array[-received.total]);
end
$$;
comment on function guard.reclaim_escrow(bigint) is 'Takes what a settled booking paid to provider, platform and tax back into its escrow, to be divided anew.';
select guard.allow_function('guard.reclaim_escrow(bigint)', '{}');

create or replace function guard.charge_penalty(booking bigint, words text)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    penalty bigint;
begin
    select (guard.split_amount(books.price, array[(books.policy ->> 'penalty_bp')::bigint, 10000 - (books.policy ->> 'penalty_bp')::bigint]))[1]
    into strict penalty
    from market.booking books
    where books.id = charge_penalty.booking;
    perform guard.post(charge_penalty.booking, 'penalty', charge_penalty.words,
        array['provider_payable', 'platform_revenue'], array[penalty, -penalty]);
    return penalty;
end
$$;
comment on function guard.charge_penalty(bigint, text) is 'Charges a provider what the frozen policy says for not delivering; how much.';
select guard.allow_function('guard.charge_penalty(bigint, text)', '{}');

create or replace function guard.cancel_with_split(booking bigint, to_customer bigint, to_provider bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    outcome jsonb;
begin
    if (select books.state from market.booking books where books.id = cancel_with_split.booking) = 'settled' then
        perform guard.reclaim_escrow(cancel_with_split.booking);
    end if;
    perform guard.end_booking(cancel_with_split.booking, 'cancelled');
    outcome := guard.divide_escrow(cancel_with_split.booking, cancel_with_split.to_customer, cancel_with_split.to_provider,
        'cancellation', 'Cancelled: escrow divided');
    perform guard.tell(cancel_with_split.booking, jsonb_build_object(
        'booking_cancelled', jsonb_build_object('refund', cancel_with_split.to_customer),
        'provider_booking_cancelled', jsonb_build_object('share', outcome -> 'to_provider')));
    return outcome || '{"state": "cancelled"}';
end
$$;
comment on function guard.cancel_with_split(bigint, bigint, bigint) is 'Cancels a booking and divides what is, or was, held for it.';
select guard.allow_function('guard.cancel_with_split(bigint, bigint, bigint)', '{}');

create or replace function guard.complete_booking(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking
    set state = 'completed',
        absent = null,
        over_at = guard.clock()
    where booking.id = complete_booking.booking;
    perform guard.tell(complete_booking.booking, '{"booking_completed": {}, "provider_booking_completed": {}}');
    return jsonb_build_object('booking', complete_booking.booking, 'state', 'completed');
end
$$;
comment on function guard.complete_booking(bigint) is 'The service of a booking is done; both are asked how it was.';
select guard.allow_function('guard.complete_booking(bigint)', '{}');

create or replace function guard.no_show_refund(booking bigint)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    missed record;
begin
    select books.absent, books.policy, paid.captured - paid.refunded as available into strict missed
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = no_show_refund.booking;
    return case missed.absent
        when 'provider' then missed.available
        when 'customer' then (guard.policy_split(missed.policy, interval 'PT0S', missed.available))[1] -- as if cancelled at its start
        else 0
    end;
end
$$;
comment on function guard.no_show_refund(bigint) is 'What a customer gets back of a booking to which somebody did not come; nothing of one that took place.';
select guard.allow_function('guard.no_show_refund(bigint)', '{}');

create or replace function guard.settle_booking(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    over record;
    refund bigint := guard.no_show_refund(settle_booking.booking);
    outcome jsonb;
begin
    update market.booking
    set state = 'settled'
    where booking.id = settle_booking.booking;
    select books.absent, paid.captured - paid.refunded as available into strict over
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = settle_booking.booking;
    outcome := guard.divide_escrow(settle_booking.booking, refund, over.available - refund, 'settlement', 'Settled: escrow paid out');
    if over.absent = 'provider' then
        outcome := outcome || jsonb_build_object('penalty', guard.charge_penalty(settle_booking.booking, 'Penalty: the provider did not come'));
    end if;
    perform guard.tell(settle_booking.booking,
        jsonb_build_object('provider_booking_settled', jsonb_build_object('share', outcome -> 'to_provider'))
        || case when refund > 0 then jsonb_build_object('booking_refunded', jsonb_build_object('refund', refund)) else '{}' end);
    return outcome || '{"state": "settled"}';
end
$$;
comment on function guard.settle_booking(bigint) is 'Pays what is held for a booking that is over to whom it belongs; of a no-show by the frozen policy.';
select guard.allow_function('guard.settle_booking(bigint)', '{}');

create or replace function guard.customer_refund(booking bigint, at timestamptz)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    ended record;
begin
    select books.starts_at, books.policy, paid.captured - paid.refunded as available
    into strict ended
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = customer_refund.booking;
    return (guard.policy_split(ended.policy, ended.starts_at - customer_refund.at, ended.available))[1];
end
$$;
comment on function guard.customer_refund(bigint, timestamptz) is 'What the frozen policy gives back to a customer who cancels at that moment.';
select guard.allow_function('guard.customer_refund(bigint, timestamptz)', '{}');
