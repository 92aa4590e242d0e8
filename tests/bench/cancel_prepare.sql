-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the two ways to cancel need to know beforehand: the bookings, and for the hand-written way all that the operation
-- would look up or work out (accounts, amounts, words, history), so that it only writes.

drop schema if exists bench cascade; -- a kept database was measured before
create schema bench;
create table bench.todo as
    select row_number() over (order by booking.id) as n, booking.id, booking.version, booking.market_id, booking.currency,
        booking.reference, booking.provider_id,
        payment.id as payment, payment.version as payment_version, payment.captured as available,
        payment.captured / 2 as refund, payment.captured / 4 as share,
        divided.provider as provider_share, divided.tax,
        payment.captured - payment.captured / 2 - payment.captured / 4 + divided.commission as kept,
        customer.person_id as customer, provider.person_id as provider,
        guard.new_reference('RF') as refund_reference, gen_random_uuid() as call,
        acting.id as operator,
        escrow.id as escrow, clearing.id as clearing, revenue.id as revenue, owed.id as tax_payable,
        jsonb_build_object('booking', booking.id, 'to_customer', payment.captured / 2, 'to_provider', payment.captured / 4) as arguments,
        jsonb_build_object('state', booking.state, 'entered_at', booking.entered_at) as booking_was,
        jsonb_build_object('state', payment.state, 'refunded', payment.refunded, 'entered_at', payment.entered_at) as payment_was
    from market.booking
    join market.payment on payment.booking_id = booking.id
    join market.customer on customer.id = booking.customer_id
    join market.provider on provider.id = booking.provider_id
    join market.ledger_account escrow on escrow.kind = 'escrow' and escrow.booking_id = booking.id
    -- (The platform's own accounts by the whole key of their index, or each booking reads them all.)
    join market.ledger_account clearing on clearing.kind = 'gateway_clearing' and clearing.market_id = booking.market_id
        and clearing.booking_id is null and clearing.provider_id is null and clearing.customer_id is null
    join market.ledger_account revenue on revenue.kind = 'platform_revenue' and revenue.market_id = booking.market_id
        and revenue.booking_id is null and revenue.provider_id is null and revenue.customer_id is null
    join market.ledger_account owed on owed.kind = 'tax_payable' and owed.market_id = booking.market_id
        and owed.booking_id is null and owed.provider_id is null and owed.customer_id is null
    join market.operator acting on acting.login = 'operations'
    cross join lateral guard.split_provider_share(payment.captured / 4, booking.commission_bp, booking.tax_bp) divided
    where booking.state = 'confirmed' and payment.state = 'captured' and payment.captured > 100
        and divided.tax > 0 -- all have the same lines in the ledger
        and booking.starts_at > guard.clock() + interval '3 days'
    limit :wanted;
alter table bench.todo add primary key (n), add column payable bigint, add column payment_step text, add column refund_image jsonb;

-- What a provider is owed stands in an account that exists from their first share on.
insert into market.ledger_account (kind, market_id, provider_id, currency)
    select distinct 'provider_payable', todo.market_id, todo.provider_id, todo.currency
    from bench.todo
    where not exists (
        select
        from market.ledger_account account
        where account.kind = 'provider_payable' and account.provider_id = todo.provider_id and account.currency = todo.currency);
update bench.todo
    set payable = account.id,
        payment_step = (
            select step.action
            from market.transition step
            where step.entity = 'payment' and step.from_state = 'captured' and step.to_state = 'partially_refunded'
            order by step.process_version desc
            limit 1),
        refund_image = jsonb_build_object('state', 'requested', 'amount', todo.refund, 'currency', todo.currency,
            'market_id', todo.market_id, 'reference', todo.refund_reference, 'payment_id', todo.payment, 'process_version', 1)
    from market.ledger_account account
    where account.kind = 'provider_payable' and account.provider_id = todo.provider_id and account.currency = todo.currency;
analyze bench.todo;

-- What a connection's server process has spent of a processor so far, in nanoseconds.
create table bench.spent (process integer, nanoseconds bigint);
create function bench.mark() returns void
language sql security definer
as $$
    insert into bench.spent values (pg_backend_pid(), split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::bigint)
$$;
