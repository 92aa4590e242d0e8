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
