-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What the gateway refused for good is asked again: a new attempt, under a key of its own, for the old one has had its answer.

create or replace function op.retry_request(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    requests integer := guard.see_to_refused(retry_request.booking, by_hand => false);
begin
    perform guard.touch_booking(retry_request.booking);
    return jsonb_build_object('booking', retry_request.booking, 'requests', requests);
end
$$;
comment on function op.retry_request(bigint) is 'Asks the gateway again for what it refused.';
select guard.declare_operation('retry_request', 'booking', 'Ask the gateway again', 'What the gateway refused for good is asked again, as a new attempt.',
    undoable => false,
    moves_money => true);
select guard.allow_operation('retry_request', array['steward_operations', 'steward_finance']);
