-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What must always hold of money; stewardctl verify asks each and prints its figure.

create or replace function guard.invariant_ledger_sums_to_zero()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s postings, %s do not', count(*), count(*) filter (where posted.total is distinct from 0)),
            count(*) filter (where posted.total is distinct from 0) = 0, count(*)
        from (
            select sum(entry.amount) as total
            from market.ledger_transaction posting
            left join market.ledger_entry entry on entry.transaction_id = posting.id
            group by posting.id, entry.currency
        ) posted;
end
$$;
comment on function guard.invariant_ledger_sums_to_zero() is 'Every posting sums to zero in its currency';
select guard.allow_function('guard.invariant_ledger_sums_to_zero()', '{}');

create or replace function guard.invariant_escrow_never_negative()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select format('%s accounts of escrow and credit, %s hold less than nothing', count(*), count(*) filter (where held.balance < 0)),
            count(*) filter (where held.balance < 0) = 0, count(*)
        from (
            select coalesce(-sum(entry.amount), 0) as balance
            from market.ledger_account account
            left join market.ledger_entry entry on entry.account_id = account.id
            where account.kind in ('escrow', 'credit_held', 'customer_credit')
            group by account.id
        ) held;
end
$$;
comment on function guard.invariant_escrow_never_negative() is 'Neither escrow nor a customer''s credit ever holds less than nothing';
select guard.allow_function('guard.invariant_escrow_never_negative()', '{}');

create or replace function guard.invariant_postings_taken_back_once()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        with taken_back as (
            select reversal.id, reversal.reverses
            from market.ledger_transaction reversal
            where reversal.reverses is not null
        ), compared as (
            select taken_back.id,
                (select array_agg((entry.account_id, entry.amount) order by entry.account_id, entry.amount)
                    from market.ledger_entry entry where entry.transaction_id = taken_back.reverses)
                is not distinct from
                (select array_agg((entry.account_id, -entry.amount) order by entry.account_id, -entry.amount)
                    from market.ledger_entry entry where entry.transaction_id = taken_back.id) as mirrored
            from taken_back
        )
        select format('%s taken back, %s not by their own lines', count(*), count(*) filter (where not compared.mirrored)),
            count(*) filter (where not compared.mirrored) = 0, count(*)
        from compared;
end
$$;
comment on function guard.invariant_postings_taken_back_once() is 'A posting is taken back once, by its own lines the other way round';
select guard.allow_function('guard.invariant_postings_taken_back_once()', '{}');
