-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The service is done; both are asked how it was.

create or replace function op.complete(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return guard.complete_booking(complete.booking);
end
$$;
comment on function op.complete(bigint) is 'A booking in progress is done.';
select guard.declare_operation('complete', 'booking', 'Complete', 'The service is done; both are asked how it was.');
select guard.declare_acting('complete', array['S', 'O']);
select guard.allow_operation('complete', array['steward_provider', 'steward_operations', 'steward_worker']);
