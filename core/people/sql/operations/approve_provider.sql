-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A provider may be booked from now on.

create or replace function op.approve_provider(provider bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.provider
    set state = 'approved'
    where provider.id = approve_provider.provider;
    return jsonb_build_object('provider', approve_provider.provider);
end
$$;
comment on function op.approve_provider(bigint) is 'Approves a provider.';
select guard.declare_operation('approve_provider', 'provider', 'Approve provider', 'From now on customers can book this provider.',
    undoable => false); -- listings and bookings may follow at once, and stand on it
select guard.allow_operation('approve_provider', array['steward_operations', 'steward_worker']);
