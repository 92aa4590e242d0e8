-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator reopens a booking that was completed, reported as a no-show, or cancelled, too early or by mistake. What was cancelled
-- takes place again if its time is free, its provider still delivers, and the money can be had again.

create or replace function op.override_reopen(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if (select books.state from market.booking books where books.id = override_reopen.booking) = 'cancelled' then
        return guard.reopen_cancelled(override_reopen.booking);
    end if;
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
comment on function op.override_reopen(bigint) is 'Reopens a booking that is over, or was cancelled.';
select guard.declare_operation('override_reopen', 'booking', 'Reopen',
    'What is over is in progress again, and completes by itself after a day at the earliest. What was cancelled takes place as it was to; what the customer got back is charged again first.',
    needs_reason => true,
    moves_money => true,
    locks => array['provider']);
select guard.declare_reason('override_reopen', 'not_finished', 'Service is not finished');
select guard.declare_reason('override_reopen', 'by_mistake', 'Completed, reported or cancelled by mistake');
select guard.declare_reason('override_reopen', 'customer_asked', 'The customer asked for it');
select guard.declare_reason('override_reopen', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_reopen', array['steward_operations']);
