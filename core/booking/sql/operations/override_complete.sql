-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator completes a booking that nobody completed, or that was reported as a no-show.

create or replace function op.override_complete(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return guard.complete_booking(override_complete.booking);
end
$$;
comment on function op.override_complete(bigint) is 'Completes a booking by hand.';
select guard.declare_operation('override_complete', 'booking', 'Complete by override', 'The service took place; three days later it is settled unless somebody objects.',
    needs_reason => true);
select guard.declare_reason('override_complete', 'provider_forgot', 'Provider forgot to say so');
select guard.declare_reason('override_complete', 'both_confirm', 'Both say that it took place');
select guard.declare_reason('override_complete', 'wrong_no_show', 'Wrongly reported as a no-show', needs_note => true);
select guard.declare_reason('override_complete', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_complete', array['steward_operations']);
