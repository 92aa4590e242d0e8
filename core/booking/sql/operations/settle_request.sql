-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Finance has done elsewhere (at the gateway's own site, by a transfer) what the gateway refused; the note says by what evidence.

create or replace function op.settle_request(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    requests integer := guard.see_to_refused(settle_request.booking, by_hand => true);
begin
    perform guard.touch_booking(settle_request.booking);
    return jsonb_build_object('booking', settle_request.booking, 'requests', requests);
end
$$;
comment on function op.settle_request(bigint) is 'Marks what the gateway refused as done by hand.';
select guard.declare_operation('settle_request', 'booking', 'Done by hand', 'What the gateway refused was done elsewhere; the note names the evidence.',
    needs_reason => true,
    undoable => false);
select guard.declare_reason('settle_request', 'at_the_gateway', 'Done at the gateway''s own site', needs_note => true);
select guard.declare_reason('settle_request', 'by_transfer', 'Paid by bank transfer', needs_note => true);
select guard.allow_operation('settle_request', array['steward_finance']);
