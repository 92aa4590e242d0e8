-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Cancels a booking by its frozen policy: the customer and operators by the tier, the provider in full and with a penalty. An
-- operator who divides otherwise uses override_cancel, which asks why.

create or replace function op.cancel(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    parts record;
    outcome jsonb;
begin
    if guard.party_kind() = 'provider' then
        select money.customers as to_customer, 0::bigint as to_provider into strict parts
        from guard.held_for(cancel.booking) money;
    else
        select due.* into strict parts
        from market.booking books
        cross join lateral guard.by_policy(books.id, books.starts_at - guard.clock()) due
        where books.id = cancel.booking;
    end if;
    outcome := guard.cancel_with_split(cancel.booking, parts.to_customer, parts.to_provider);
    if guard.party_kind() = 'provider' then
        outcome := outcome || jsonb_build_object('penalty', guard.charge_penalty(cancel.booking, 'Penalty: cancelled by the provider'));
    end if;
    -- Each side is told its own part.
    return outcome - case guard.my_kind()
        when 'customer' then '{to_provider,platform,tax}'::text[]
        when 'provider' then '{platform,tax}'::text[]
        else '{}'::text[] end;
end
$$;
comment on function op.cancel(bigint) is 'Cancels a booking by its policy.';
select guard.declare_operation('cancel', 'booking', 'Cancel', 'Gives back what the frozen policy says; the rest is the provider''s.',
    danger => true,
    moves_money => true);
select guard.declare_acting('cancel', array['S', 'O']);
select guard.allow_operation('cancel', array['steward_customer', 'steward_provider', 'steward_support', 'steward_operations']);
