-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator moves a step that would happen to a booking by itself: more time to pay or to answer, a later completion.

create or replace function op.override_extend(booking bigint, step market.short_text, due market.moment)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    moved record;
    earliest timestamptz;
    latest timestamptz;
begin
    select books.*, slot.blocking, slot.during into strict moved
    from market.booking books
    join market.booking_slot slot on slot.booking_id = books.id and slot.release_at is null and not slot.proposed
    where books.id = override_extend.booking;
    -- A booking starts when it starts, is complete when it is over, and is paid and answered while it can still be had.
    earliest := case override_extend.step when 'start' then moved.starts_at when 'complete' then moved.ends_at end;
    latest := case override_extend.step
        when 'expire' then least(moved.starts_at, moved.authorised_until)
        when 'lapse_reschedule' then moved.proposed_until
    end;
    if override_extend.due < earliest then
        perform guard.refuse('MP032', format('This can not happen before %s.', guard.moment_text(earliest, moved.zone, 'en')), 'Choose a later moment.');
    elsif override_extend.due > latest then
        perform guard.refuse('MP032', format('This has to happen by %s.', guard.moment_text(latest, moved.zone, 'en')), 'Choose an earlier moment.');
    end if;
    perform guard.move_step('booking', override_extend.booking, override_extend.step, override_extend.due);
    if moved.state = 'pending_payment' then
        -- The time to pay is also for how long the provider's time is held.
        if not moved.blocking and not guard.slot_is_free(moved.provider_id, moved.during, moved.id) then
            perform guard.refuse('MP032', 'The time to pay was over, and somebody else has booked that time since.', 'Let the booking expire.');
        end if;
        update market.booking_slot
        set held_until = override_extend.due,
            blocking = true
        where booking_slot.booking_id = override_extend.booking;
    end if;
    perform guard.touch_booking(override_extend.booking);
    return jsonb_build_object('booking', moved.id, 'reference', moved.reference, 'step', override_extend.step, 'due', override_extend.due);
end
$$;
comment on function op.override_extend(bigint, market.short_text, market.moment) is 'Moves a step that happens by itself to another moment.';
select guard.declare_operation('override_extend', 'booking', 'Move a step',
    'Moves something that would happen by itself to another moment.',
    needs_reason => true,
    locks => array['provider']);
select guard.declare_reason('override_extend', 'customer_asked', 'The customer asked for it');
select guard.declare_reason('override_extend', 'provider_asked', 'The provider asked for it');
select guard.declare_reason('override_extend', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('override_extend', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_extend', array['steward_support', 'steward_operations']);
