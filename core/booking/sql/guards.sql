-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How bookings end, and who gets what of their money.

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

create or replace function guard.go_on_paid(booking bigint, reserved_until timestamptz)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    paid_for record;
begin
    update market.booking_slot
    set held_until = null,
        blocking = true
    where booking_slot.booking_id = go_on_paid.booking;
    update market.booking
    set state = case when booking.instant_book then 'confirmed' else 'requested' end,
        authorised_until = go_on_paid.reserved_until
    where booking.id = go_on_paid.booking
    returning * into strict paid_for;
    if paid_for.instant_book then
        perform guard.capture_payment(paid_for.id);
        perform guard.tell(paid_for.id, '{"booking_confirmed": {}, "provider_booking_confirmed": {}}');
    else
        perform guard.tell(paid_for.id, jsonb_build_object('booking_requested', jsonb_build_object(), 'provider_booking_requested',
            jsonb_build_object('answer_by', (
                select answer.due
                from market.timer answer
                where answer.entity = 'booking'
                    and answer.entity_id = paid_for.id
                    and answer.operation = 'expire'
                    and answer.state = 'pending'))));
    end if;
    return paid_for.state;
end
$$;
comment on function guard.go_on_paid(bigint, timestamptz) is 'A booking whose payment stands, until when, goes on: the provider is asked, or, for instant-book, it is confirmed and captured; its new state.';
select guard.allow_function('guard.go_on_paid(bigint, timestamptz)', '{}');

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

create or replace function guard.held_for(booking bigint, out customers bigint, out platforms bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    select paid.captured - paid.refunded, case when paid.captured > 0 then books.platform_bears else 0 end
    into strict customers, platforms
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    where books.id = held_for.booking;
end
$$;
comment on function guard.held_for(bigint) is 'What is, or was, in the escrow of a booking: of the customer''s money, and of what the platform bears.';
select guard.allow_function('guard.held_for(bigint)', '{}');

create or replace function guard.by_policy(booking bigint, ahead interval, out to_customer bigint, out to_provider bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Of what the platform bears the provider gets as much as of what the customer paid; what is left of it is the platform's.
    select (guard.policy_split(books.policy, by_policy.ahead, money.customers))[1],
        (guard.policy_split(books.policy, by_policy.ahead, money.customers + money.platforms))[2]
    into strict to_customer, to_provider
    from market.booking books
    cross join lateral guard.held_for(books.id) money
    where books.id = by_policy.booking;
end
$$;
comment on function guard.by_policy(bigint, interval) is 'What the frozen policy gives to both when a booking is cancelled so long ahead of its start.';
select guard.allow_function('guard.by_policy(bigint, interval)', '{}');

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
    given record;
begin
    select books.reference, books.currency, books.commission_bp, books.tax_bp, paid.captured, money.customers, money.customers + money.platforms as available
    into strict held
    from market.booking books
    join market.payment paid on paid.booking_id = books.id
    cross join lateral guard.held_for(books.id) money
    where books.id = divide_escrow.booking;
    platform := held.available - divide_escrow.to_customer - divide_escrow.to_provider;
    if divide_escrow.to_customer > held.customers and platform >= 0 then
        perform guard.refuse('MP032',
            format('The customer has paid %s of what is held for this booking, and can not get back more; the platform added the rest.',
                guard.money_text(held.customers, held.currency, 'en')),
            'Lower the amount for the customer, or give a credit besides.', jsonb_build_object('available', held.customers));
    elsif platform < 0 then
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
        select 0::bigint as to_card, 0::bigint as to_credit into given;
        if divide_escrow.to_customer > 0 then
            select * into strict given
            from guard.refund_payment(divide_escrow.booking, divide_escrow.to_customer);
        end if;
        perform guard.post(divide_escrow.booking, divide_escrow.kind, divide_escrow.words,
            array['escrow', 'gateway_clearing', 'customer_credit', 'provider_payable', 'platform_revenue', 'tax_payable'],
            array[held.available, -given.to_card, -given.to_credit, -share.provider, -(share.commission + platform), -share.tax]);
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
            and posting.kind <> 'borne' -- what the platform paid in it did not receive
            and not exists (
                select
                from market.ledger_transaction taken_back
                where taken_back.id = posting.reverses
                    and taken_back.kind = 'borne')
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

create or replace function guard.after_the_service(booking bigint, out to_customer bigint, out to_provider bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    missed text;
begin
    select books.absent into strict missed
    from market.booking books
    where books.id = after_the_service.booking;
    if missed = 'customer' then
        select parts.* into strict to_customer, to_provider
        from guard.by_policy(after_the_service.booking, interval 'PT0S') parts; -- as if cancelled at its start
    else
        select case when missed = 'provider' then money.customers else 0 end, case when missed = 'provider' then 0 else money.customers + money.platforms end
        into strict to_customer, to_provider
        from guard.held_for(after_the_service.booking) money;
    end if;
end
$$;
comment on function guard.after_the_service(bigint) is 'What both get of a booking that is over: the provider all of it, or, if somebody did not come, as the frozen policy says.';
select guard.allow_function('guard.after_the_service(bigint)', '{}');

create or replace function guard.settle_booking(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    due record;
    outcome jsonb;
begin
    select parts.to_customer, parts.to_provider, books.absent into strict due
    from market.booking books
    cross join lateral guard.after_the_service(books.id) parts
    where books.id = settle_booking.booking;
    update market.booking
    set state = 'settled'
    where booking.id = settle_booking.booking;
    outcome := guard.divide_escrow(settle_booking.booking, due.to_customer, due.to_provider, 'settlement', 'Settled: escrow paid out');
    if due.absent = 'provider' then
        outcome := outcome || jsonb_build_object('penalty', guard.charge_penalty(settle_booking.booking, 'Penalty: the provider did not come'));
    end if;
    perform guard.tell(settle_booking.booking,
        jsonb_build_object('provider_booking_settled', jsonb_build_object('share', outcome -> 'to_provider'))
        || case when due.to_customer > 0 then jsonb_build_object('booking_refunded', jsonb_build_object('refund', due.to_customer)) else '{}' end);
    return outcome || '{"state": "settled"}';
end
$$;
comment on function guard.settle_booking(bigint) is 'Pays what is held for a booking that is over to whom it belongs; of a no-show by the frozen policy.';
select guard.allow_function('guard.settle_booking(bigint)', '{}');
