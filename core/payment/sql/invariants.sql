-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of payments and refunds.

create or replace function guard.invariant_refunds_within_capture()
returns table (figure text, holds boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s payments, %s refunded otherwise than they say', count(*), count(*) filter (where broken.is_so)),
            count(*) filter (where broken.is_so) = 0
        from (
            select payment.refunded > payment.captured
                or payment.refunded <> coalesce(sum(refund.amount) filter (where refund.state <> 'cancelled'), 0) as is_so
            from market.payment
            left join market.refund on refund.payment_id = payment.id
            group by payment.id
        ) broken;
end
$$;
comment on function guard.invariant_refunds_within_capture() is 'The refunds of a payment are what it says, and never more than was captured';
select guard.allow_function('guard.invariant_refunds_within_capture()', '{}');

create or replace function guard.invariant_capture_is_in_the_ledger()
returns table (figure text, holds boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s payments, %s differ', count(*), count(*) filter (where compared.held <> compared.booked)),
            count(*) filter (where compared.held <> compared.booked) = 0
        from (
            select payment.captured - payment.refunded as held,
                coalesce((
                    select sum(entry.amount)
                    from market.ledger_transaction posting
                    join market.ledger_entry entry on entry.transaction_id = posting.id
                    join market.ledger_account account on account.id = entry.account_id
                    where posting.booking_id = payment.booking_id
                        and account.kind = 'gateway_clearing'), 0) as booked
            from market.payment
        ) compared;
end
$$;
comment on function guard.invariant_capture_is_in_the_ledger() is 'What was captured and not given back is what the ledger says that the gateway owes';
select guard.allow_function('guard.invariant_capture_is_in_the_ledger()', '{}');

create or replace function guard.invariant_refunds_reach_the_gateway()
returns table (figure text, holds boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s refunds, %s without their request', count(*), count(*) filter (where not told.so)),
            count(*) filter (where not told.so) = 0
        from (
            select exists (
                select
                from market.gateway_intent intent
                where intent.refund_id = refund.id
                    and intent.amount = refund.amount
                    and (intent.state = 'withdrawn') = (refund.state = 'cancelled')) as so
            from market.refund
        ) told;
end
$$;
comment on function guard.invariant_refunds_reach_the_gateway() is 'Every refund has one request to the gateway of the same amount, withdrawn when it is';
select guard.allow_function('guard.invariant_refunds_reach_the_gateway()', '{}');
