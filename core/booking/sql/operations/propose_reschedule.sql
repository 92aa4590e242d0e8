-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- One of the two proposes another time; it is held beside the booking's own until the other side answers.

create or replace function op.propose_reschedule(booking bigint, starts_at market.moment)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    present record;
    during tstzrange;
begin
    select books.* into strict present
    from market.booking books
    where books.id = propose_reschedule.booking;
    if present.proposed_by is not null then
        perform guard.refuse('MP032', 'Another time is proposed already.', 'Answer that proposal, or wait for its answer.');
    elsif propose_reschedule.starts_at = present.starts_at then
        perform guard.refuse('MP032', 'The booking takes place at that time already.', 'Choose another time.');
    end if;
    perform guard.check_start(propose_reschedule.starts_at);
    during := tstzrange(propose_reschedule.starts_at, propose_reschedule.starts_at + (present.ends_at - present.starts_at), '[)');
    perform guard.check_works(present.provider_id, during);
    perform guard.check_free(present.provider_id, during, present.id);
    perform guard.hold_slot(present.id, present.provider_id, during, proposed => true);
    update market.booking
    set proposed_by = guard.party_kind(),
        proposed_start = propose_reschedule.starts_at,
        proposed_at = guard.clock(),
        proposed_until = least(present.starts_at, propose_reschedule.starts_at)
    where booking.id = present.id;
    perform guard.tell(present.id, jsonb_build_object(
        case guard.party_kind() when 'customer' then 'provider_' else '' end || 'booking_time_proposed',
        jsonb_build_object('new_start', propose_reschedule.starts_at, 'answer_by', (
            select lapse.due
            from market.timer lapse
            where lapse.entity = 'booking'
                and lapse.entity_id = present.id
                and lapse.operation = 'lapse_reschedule'
                and lapse.state = 'pending'))));
    return jsonb_build_object('booking', present.id, 'reference', present.reference, 'proposed_start', propose_reschedule.starts_at);
end
$$;
comment on function op.propose_reschedule(bigint, market.moment) is 'Proposes another time for a booking.';
select guard.declare_operation('propose_reschedule', 'booking', 'Propose another time', 'Holds another time of the provider until the other side answers.',
    locks => array['provider']);
select guard.declare_acting('propose_reschedule', array['S', 'O']);
select guard.allow_operation('propose_reschedule', array['steward_customer', 'steward_provider']);
