-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The service begins.

create or replace function op.start(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking
    set state = 'in_progress'
    where booking.id = start.booking;
    return jsonb_build_object('booking', start.booking, 'state', 'in_progress');
end
$$;
comment on function op.start(bigint) is 'A confirmed booking begins.';
select guard.declare_operation('start', 'booking', 'Start', 'The service begins.');
select guard.declare_acting('start', array['S', 'O']);
select guard.allow_operation('start', array['steward_provider', 'steward_worker']);
