-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Nobody answered a proposal: the booking stays where it is.

create or replace function op.lapse_reschedule(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    kept market.booking;
begin
    select books.* into strict kept
    from market.booking books
    where books.id = lapse_reschedule.booking;
    perform guard.drop_proposal(kept.id);
    perform guard.tell(kept.id, jsonb_build_object('booking_time_lapsed', jsonb_build_object('new_start', kept.proposed_start),
        'provider_booking_time_lapsed', jsonb_build_object('new_start', kept.proposed_start)));
    return jsonb_build_object('booking', kept.id, 'reference', kept.reference, 'starts_at', kept.starts_at);
end
$$;
comment on function op.lapse_reschedule(bigint) is 'Lets a proposal lapse that nobody answered.';
select guard.declare_operation('lapse_reschedule', 'booking', 'Lapse the proposed time', 'The booking keeps its time; what was held for the proposal is free again, and both are told.');
select guard.allow_operation('lapse_reschedule', array['steward_worker']);
