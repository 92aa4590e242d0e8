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
    update market.booking
    set state = 'completed'
    where booking.id = complete.booking;
    perform guard.tell(complete.booking, '{"booking_completed": {}, "provider_booking_completed": {}}');
    return jsonb_build_object('booking', complete.booking, 'state', 'completed');
end
$$;
comment on function op.complete(bigint) is 'A booking in progress is done.';
select guard.declare_operation('complete', 'booking', 'Complete', 'The service is done; both are asked how it was.');
select guard.allow_operation('complete', array['steward_provider', 'steward_operations', 'steward_worker']);
