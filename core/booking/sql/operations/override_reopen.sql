-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator reopens a booking that was completed, or reported as a no-show, too early or by mistake.

create or replace function op.override_reopen(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update market.booking
    set state = 'in_progress',
        absent = null,
        over_at = null
    where booking.id = override_reopen.booking;
    -- Its own time to be completed by itself may be over; it was not reopened for the next moment.
    perform guard.postpone_step('booking', override_reopen.booking, 'complete', interval 'P1D');
    return jsonb_build_object('booking', override_reopen.booking, 'state', 'in_progress');
end
$$;
comment on function op.override_reopen(bigint) is 'Reopens a booking that is over.';
select guard.declare_operation('override_reopen', 'booking', 'Override: reopen', 'The booking is in progress again; it completes by itself after a day at the earliest.',
    needs_reason => true);
select guard.declare_reason('override_reopen', 'not_finished', 'Service is not finished');
select guard.declare_reason('override_reopen', 'by_mistake', 'Completed or reported by mistake');
select guard.declare_reason('override_reopen', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_reopen', array['steward_operations']);
