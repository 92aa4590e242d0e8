-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What customers are told of their money beside their bookings.

create or replace function api.my_credit()
returns table (currency text, amount bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select account.currency, guard.credit_of(account.customer_id, account.currency)
        from market.ledger_account account
        where account.customer_id = guard.my_customer()
            and account.kind = 'customer_credit'
        order by account.currency;
end
$$;
comment on function api.my_credit() is 'The credit that the caller can spend, in minor units of each currency that there ever was any of.';
select guard.allow_function('api.my_credit()', array['steward_customer']);
