-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the two ways to cancel need to know beforehand: the bookings, and for the hand-written way all that the operation
-- would look up or work out (accounts, amounts, words), so that it only writes.

create schema bench;
create table bench.todo as
    select row_number() over (order by booking.id) as n, booking.id, booking.version, booking.market_id, booking.currency,
        booking.reference, booking.customer_id, booking.provider_id,
        payment.id as payment, payment.version as payment_version, payment.captured,
        payment.captured / 2 as refund, payment.captured / 4 as share,
        payment.captured - payment.captured / 2 - payment.captured / 4 as kept,
        customer.person_id as customer, provider.person_id as provider,
        guard.new_reference('RF') as refund_reference,
        (select account.id from market.ledger_account account where account.kind = 'escrow' and account.booking_id = booking.id) as escrow,
        (select account.id from market.ledger_account account where account.kind = 'gateway_clearing' and account.market_id = booking.market_id
            and account.booking_id is null and account.provider_id is null and account.customer_id is null) as clearing,
        (select account.id from market.ledger_account account where account.kind = 'platform_revenue' and account.market_id = booking.market_id
            and account.booking_id is null and account.provider_id is null and account.customer_id is null) as revenue
    from market.booking
    join market.payment on payment.booking_id = booking.id
    join market.customer on customer.id = booking.customer_id
    join market.provider on provider.id = booking.provider_id
    where booking.state = 'confirmed' and payment.state = 'captured' and payment.captured > 100
        and booking.starts_at > guard.clock() + interval '3 days'
    limit :wanted;
alter table bench.todo add primary key (n);

-- What a provider is owed stands in an account that exists from their first share on.
insert into market.ledger_account (kind, market_id, provider_id, currency)
    select distinct 'provider_payable', todo.market_id, todo.provider_id, todo.currency
    from bench.todo
    where not exists (
        select
        from market.ledger_account account
        where account.kind = 'provider_payable' and account.provider_id = todo.provider_id and account.currency = todo.currency);
alter table bench.todo add column payable bigint;
update bench.todo
    set payable = account.id
    from market.ledger_account account
    where account.kind = 'provider_payable' and account.provider_id = todo.provider_id and account.currency = todo.currency;
analyze bench.todo;
