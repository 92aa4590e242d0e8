-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- A step that failed so often that it was parked is tried again.

create or replace function op.retry_step(booking bigint, step market.short_text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.retry_step('booking', retry_step.booking, retry_step.step);
    perform guard.touch_booking(retry_step.booking);
    return jsonb_build_object('booking', retry_step.booking, 'step', retry_step.step);
end
$$;
comment on function op.retry_step(bigint, market.short_text) is 'Has a parked step tried again.';
select guard.declare_operation('retry_step', 'booking', 'Try a step again',
    'A step that failed too often is tried again, from the first attempt.',
    undoable => false);
select guard.allow_operation('retry_step', array['steward_support', 'steward_operations']);
