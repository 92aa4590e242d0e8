-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator does not wait for the next time that the gateway is asked for an answer that was lost.

create or replace function op.ask_gateway(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    asked integer;
begin
    update market.gateway_intent unanswered
    set retry_at = null,
        changed_by = guard.invocation_id()
    from market.payment paid
    where paid.booking_id = ask_gateway.booking
        and unanswered.payment_id = paid.id
        and unanswered.state = 'unknown';
    get diagnostics asked = row_count;
    if asked = 0 then
        perform guard.refuse('MP032', 'No answer of the gateway is missing for this booking.', 'There is nothing to ask for.');
    end if;
    perform guard.touch_booking(ask_gateway.booking);
    return jsonb_build_object('booking', ask_gateway.booking, 'requests', asked);
end
$$;
comment on function op.ask_gateway(bigint) is 'Asks the gateway at once for an answer that was lost.';
select guard.declare_operation('ask_gateway', 'booking', 'Ask the gateway now', 'The gateway is asked at once what became of a request whose answer was lost.',
    undoable => false);
select guard.allow_operation('ask_gateway', array['steward_support', 'steward_operations', 'steward_finance']);
