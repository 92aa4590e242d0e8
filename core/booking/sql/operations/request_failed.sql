-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The gateway has refused for good what it was asked for a booking: its record says so, and operators see it.

create or replace function op.request_failed(booking bigint, request bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.touch_booking(request_failed.booking);
    return jsonb_build_object('booking', request_failed.booking, 'request', request_failed.request);
end
$$;
comment on function op.request_failed(bigint, bigint) is 'The gateway has refused a request for a booking for good.';
select guard.declare_operation('request_failed', 'booking', 'Refused by the gateway', 'The gateway refused a request for good; an operator has to see to it.');
select guard.allow_operation('request_failed', array['steward_worker']);
