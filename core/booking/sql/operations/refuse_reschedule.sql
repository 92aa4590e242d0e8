-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The other side refuses the time that was proposed: the booking stays where it is.

create or replace function op.refuse_reschedule(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    kept market.booking := guard.answer_party(refuse_reschedule.booking);
begin
    perform guard.drop_proposal(kept.id);
    perform guard.tell(kept.id, jsonb_build_object(case kept.proposed_by when 'provider' then 'provider_' else '' end || 'booking_time_refused',
        jsonb_build_object('new_start', kept.proposed_start)));
    return jsonb_build_object('booking', kept.id, 'reference', kept.reference, 'starts_at', kept.starts_at);
end
$$;
comment on function op.refuse_reschedule(bigint) is 'Refuses the time that the other side proposed.';
select guard.declare_operation('refuse_reschedule', 'booking', 'Refuse the proposed time', 'The booking keeps its time; what was held for the proposal is free again.');
select guard.declare_acting('refuse_reschedule', array['S', 'O']);
select guard.allow_operation('refuse_reschedule', array['steward_customer', 'steward_provider']);
