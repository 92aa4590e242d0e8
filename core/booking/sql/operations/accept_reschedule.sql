-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The other side accepts the time that was proposed: the booking moves there.

create or replace function op.accept_reschedule(booking bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    moved market.booking := guard.answer_party(accept_reschedule.booking);
    new_end timestamptz := moved.proposed_start + (moved.ends_at - moved.starts_at);
begin
    perform guard.check_present(moved.provider_id, tstzrange(moved.proposed_start, new_end, '[)'), 'Refuse it, and propose another time.');
    perform guard.move_slot(moved.id, moved.provider_id, tstzrange(moved.proposed_start, new_end, '[)'));
    update market.booking
    set starts_at = moved.proposed_start,
        ends_at = new_end,
        outside_hours = false
    where booking.id = moved.id;
    perform guard.tell(moved.id, jsonb_build_object('booking_moved', jsonb_build_object('former', moved.starts_at),
        'provider_booking_moved', jsonb_build_object('former', moved.starts_at)));
    return jsonb_build_object('booking', moved.id, 'reference', moved.reference, 'starts_at', moved.proposed_start);
end
$$;
comment on function op.accept_reschedule(bigint) is 'Accepts the time that the other side proposed.';
select guard.declare_operation('accept_reschedule', 'booking', 'Accept the proposed time', 'The booking moves to the time that was proposed; both are told.',
    locks => array['provider']);
select guard.declare_acting('accept_reschedule', array['S', 'O']);
select guard.allow_operation('accept_reschedule', array['steward_customer', 'steward_provider']);
