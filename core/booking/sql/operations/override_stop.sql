-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator stops a step that would happen to a booking by itself; from then on only people take it on.

create or replace function op.override_stop(booking bigint, step market.short_text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if override_stop.step = 'lapse_reschedule' then -- nobody's time is held for ever
        perform guard.refuse('MP032', 'A proposal can not be left open for ever.', 'Move this step, or reschedule the booking.');
    end if;
    perform guard.stop_step('booking', override_stop.booking, override_stop.step);
    perform guard.touch_booking(override_stop.booking);
    return jsonb_build_object('booking', override_stop.booking, 'step', override_stop.step);
end
$$;
comment on function op.override_stop(bigint, market.short_text) is 'Stops a step that would happen by itself.';
select guard.declare_operation('override_stop', 'booking', 'Stop a step',
    'What would happen by itself does not any more; somebody has to do it by hand.',
    needs_reason => true);
select guard.declare_reason('override_stop', 'being_clarified', 'It is being clarified with both');
select guard.declare_reason('override_stop', 'did_not_take_place', 'It did not take place as booked');
select guard.declare_reason('override_stop', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_stop', array['steward_support', 'steward_operations']);
