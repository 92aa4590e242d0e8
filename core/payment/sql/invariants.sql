-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of payments and refunds.

create or replace function guard.invariant_refunds_within_capture()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s payments, %s refunded otherwise than they say', count(*), count(*) filter (where broken.is_so)),
            count(*) filter (where broken.is_so) = 0, count(*)
        from (
            select payment.refunded > payment.captured
                or payment.refunded - payment.credit_refunded <> coalesce(sum(refund.amount) filter (where refund.state <> 'cancelled'), 0) as is_so
            from market.payment
            left join market.refund on refund.payment_id = payment.id
            group by payment.id
        ) broken;
end
$$;
comment on function guard.invariant_refunds_within_capture() is 'The refunds of a payment are what it says, and never more than was captured';
select guard.allow_function('guard.invariant_refunds_within_capture()', '{}');

create or replace function guard.invariant_capture_is_in_the_ledger()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s payments, %s differ', count(*), count(*) filter (where compared.held <> compared.booked)),
            count(*) filter (where compared.held <> compared.booked) = 0, count(*)
        from (
            select payment.captured - payment.refunded - case when payment.captured > 0 then payment.credit - payment.credit_refunded else 0 end as held,
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
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s refunds, %s without their request', count(*), count(*) filter (where not told.so)),
            count(*) filter (where not told.so) = 0, count(*)
        from (
            select exists (
                select
                from market.gateway_intent intent
                where intent.refund_id = refund.id
                    and intent.amount = refund.amount
                    and case refund.state
                        when 'cancelled' then intent.state = 'withdrawn'
                        when 'requested' then intent.state in ('not yet told', 'told', 'unknown')
                            or intent.state = 'by hand' and intent.told_at is null -- from before there was a gateway
                        when 'submitted' then intent.state = 'done'
                        when 'succeeded' then intent.state in ('done', 'by hand')
                        when 'failed' then intent.state = 'failed'
                    end) as so
            from market.refund
        ) told;
end
$$;
comment on function guard.invariant_refunds_reach_the_gateway() is 'Every refund has one request to the gateway of the same amount, which says what the refund says';
select guard.allow_function('guard.invariant_refunds_reach_the_gateway()', '{}');

create or replace function guard.invariant_requests_in_their_order()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s requests answered, %s before one that was made earlier', count(*), count(*) filter (where early.so)),
            count(*) filter (where early.so) = 0, count(*)
        from (
            select exists (
                select
                from market.gateway_intent earlier
                where earlier.payment_id = later.payment_id
                    and earlier.id < later.id
                    and earlier.state in ('not yet told', 'told', 'unknown')) as so
            from market.gateway_intent later
            where later.state in ('done', 'declined')
                and later.kind <> 'authorise'
        ) early;
end
$$;
comment on function guard.invariant_requests_in_their_order() is 'The gateway is told what concerns one payment in the order in which it was decided';
select guard.allow_function('guard.invariant_requests_in_their_order()', '{}');

create or replace function guard.invariant_captures_reach_the_gateway()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s payments, %s captured otherwise than the gateway was asked', count(*), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*)
        from (
            select payment.captured - case when payment.captured > 0 then payment.credit::bigint else 0 end <> coalesce((
                    select sum(intent.amount)
                    from market.gateway_intent intent
                    where intent.payment_id = payment.id
                        and intent.kind = 'capture'
                        and intent.state <> 'withdrawn'), 0)
                or payment.state = 'failed' and not exists (
                    select
                    from market.gateway_intent intent
                    where intent.payment_id = payment.id
                        and intent.kind = 'authorise'
                        and intent.state = 'declined') as wrong
            from market.payment
        ) compared;
end
$$;
comment on function guard.invariant_captures_reach_the_gateway() is 'What counts as captured is what the gateway is asked to capture, and what failed was declined by it';
select guard.allow_function('guard.invariant_captures_reach_the_gateway()', '{}');

create or replace function guard.invariant_gateway_agrees()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s events of the gateway, %s disagree', count(*), count(*) filter (where told.state = 'disagrees')),
            count(*) filter (where told.state = 'disagrees') = 0, count(*)
        from market.gateway_event told;
end
$$;
comment on function guard.invariant_gateway_agrees() is 'The gateway tells of nothing that is otherwise by our books';
select guard.allow_function('guard.invariant_gateway_agrees()', '{}');

create or replace function guard.invariant_credit_is_held()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s payments by credit, %s of which another amount is held', count(*) filter (where compared.credit > 0), count(*) filter (where compared.wrong)),
            count(*) filter (where compared.wrong) = 0, count(*) filter (where compared.credit > 0)
        from (
            select payment.credit, coalesce(-sum(entry.amount), 0)
                <> case when payment.state in ('requires_authorisation', 'authorised') then payment.credit::bigint else 0 end as wrong
            from market.payment
            left join market.ledger_account account on account.booking_id = payment.booking_id and account.kind = 'credit_held'
            left join market.ledger_entry entry on entry.account_id = account.id
            group by payment.id
        ) compared;
end
$$;
comment on function guard.invariant_credit_is_held() is 'The credit that is to pay for a booking is held until it is captured or let go, and no longer';
select guard.allow_function('guard.invariant_credit_is_held()', '{}');
