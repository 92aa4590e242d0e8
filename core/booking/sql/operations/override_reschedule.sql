-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator moves a booking to any time that is ahead, also when the provider does not work. Another booking that holds it makes way
-- only if it is said what becomes of it instead, as in the plan for a provider who is away.

create or replace function op.override_reschedule(booking bigint, starts_at market.moment, displace jsonb default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    moved record;
    during tstzrange;
    is_outside boolean;
begin
    select books.* into strict moved
    from market.booking books
    where books.id = override_reschedule.booking;
    if override_reschedule.starts_at = moved.starts_at then
        perform guard.refuse('MP032', 'The booking takes place at that time already.', 'Choose another time.');
    end if;
    perform guard.check_start(override_reschedule.starts_at);
    during := tstzrange(override_reschedule.starts_at, override_reschedule.starts_at + (moved.ends_at - moved.starts_at), '[)');
    if override_reschedule.displace is not null then
        perform guard.check_plan(override_reschedule.displace, 'displace');
        perform guard.make_room(moved.id, during, override_reschedule.displace);
    end if;
    perform guard.check_free(moved.provider_id, during, moved.id);
    is_outside := not guard.works_during(moved.provider_id, during);
    perform guard.move_slot(moved.id, moved.provider_id, during);
    update market.booking
    set starts_at = lower(during),
        ends_at = upper(during),
        outside_hours = is_outside
    where booking.id = moved.id;
    perform guard.check_answerable(moved.id);
    perform guard.tell(moved.id, jsonb_build_object('booking_moved', jsonb_build_object('former', moved.starts_at),
        'provider_booking_moved', jsonb_build_object('former', moved.starts_at)));
    perform guard.displace(coalesce(override_reschedule.displace, '[]'));
    return jsonb_build_object('booking', moved.id, 'reference', moved.reference, 'starts_at', lower(during), 'outside_hours', is_outside);
end
$$;
comment on function op.override_reschedule(bigint, market.moment, jsonb) is 'Moves a booking to another time, and those that hold it out of the way.';
select guard.declare_operation('override_reschedule', 'booking', 'Reschedule',
    'Moves the booking to another time, also outside of the provider''s hours. A booking that holds that time makes way only as you say.',
    needs_reason => true,
    moves_money => true,
    locks => array['provider']);
select guard.declare_reason('override_reschedule', 'customer_asked', 'The customer asked for it');
select guard.declare_reason('override_reschedule', 'provider_asked', 'The provider asked for it');
select guard.declare_reason('override_reschedule', 'wrong_time', 'Wrong time was booked');
select guard.declare_reason('override_reschedule', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('override_reschedule', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_reschedule', array['steward_operations']);
