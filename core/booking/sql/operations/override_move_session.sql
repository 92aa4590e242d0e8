-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- An operator moves a whole session: every seat of it comes along, each told as if it alone were moved, or nothing happens.

create or replace function op.override_move_session(booking bigint, starts_at market.moment)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    moved market.booking;
    seat market.booking;
    seats bigint[];
    words text;
    advice text;
    state_of_it text;
begin
    select books.* into strict moved
    from market.booking books
    where books.id = override_move_session.booking;
    if moved.session_id is null then
        perform guard.refuse('MP032', 'This booking is for one customer, and no seat of a session.', 'Reschedule the booking itself.');
    end if;
    select array_agg(books.id order by books.id) into strict seats
    from market.booking books
    join market.booking_state known on known.state = books.state
    where books.session_id = moved.session_id
        and known.blocking;
    for position in 1 .. cardinality(seats) loop
        seat := guard.take_late(seats[position]);
        if seat.session_id is distinct from moved.session_id then
            perform guard.refuse('MP032', 'Somebody has left this session at this very moment.', 'Look again.');
        elsif seat.state = 'pending_payment' then
            perform guard.refuse('MP032', format('%s is being paid for at this moment, and can not come along.', seat.reference), 'Try again when it is paid, or move each seat by itself.');
        end if;
    end loop;
    perform guard.refuse('MP032', format('%s may get its seat in this session back, which would part them.', apart.reference), 'Try again in a minute.')
    from market.booking_slot kept
    join market.booking apart on apart.id = kept.booking_id
    where kept.session_id = moved.session_id
        and kept.blocking
        and least(kept.held_until, kept.release_at) > guard.clock() is not false
        and kept.booking_id <> all(seats)
    order by apart.id
    limit 1;
    -- The seats' own time makes way for them, where the new one overlaps it.
    if tstzrange(moved.starts_at, moved.ends_at) && tstzrange(override_move_session.starts_at, override_move_session.starts_at + (moved.ends_at - moved.starts_at)) then
        perform guard.make_way(own) from unnest(seats) own;
    end if;
    for position in 1 .. cardinality(seats) loop
        begin
            perform guard.run_on_booking('override_reschedule', seats[position], jsonb_build_object('starts_at', override_move_session.starts_at));
        exception
            when others then
                get stacked diagnostics words = message_text, advice = pg_exception_hint, state_of_it = returned_sqlstate;
                perform guard.refuse_all_for(seats[position], 'can not come along', state_of_it, words, advice);
                raise; -- no refusal: something is wrong
        end;
    end loop;
    perform guard.displace('[]'); -- what is left of the former time is kept while all of it can be taken back
    return jsonb_build_object('booking', moved.id, 'reference', moved.reference, 'starts_at', override_move_session.starts_at, 'seats', cardinality(seats));
end
$$;
comment on function op.override_move_session(bigint, market.moment) is 'Moves a session with all of its seats to another time.';
select guard.declare_operation('override_move_session', 'booking', 'Move the session',
    'Moves the whole session to another time, also outside of the provider''s hours. Everybody who has a seat in it comes along and is told, or nothing happens.',
    needs_reason => true,
    locks => array['provider']);
select guard.declare_reason('override_move_session', 'provider_asked', 'The provider asked for it');
select guard.declare_reason('override_move_session', 'room', 'The place is not free then');
select guard.declare_reason('override_move_session', 'wrong_time', 'Wrong time was published');
select guard.declare_reason('override_move_session', 'platform_fault', 'Fault of the platform', needs_note => true);
select guard.declare_reason('override_move_session', 'other', 'Something else', needs_note => true);
select guard.allow_operation('override_move_session', array['steward_operations']);
