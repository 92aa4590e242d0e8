-- SPDX-License-Identifier: GPL-3.0-or-later
-- A whole session moves: every seat of it comes along and is told, or nothing happens.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_provider() as coach, array(select fixture.new_customer(1, 'en', 'Guest ' || n) from generate_series(1, 5) n) as guests;
alter table who add column listing bigint, add column alone bigint;
update who set listing = fixture.new_group(coach, 3), alone = fixture.new_listing(coach);
create function pg_temp.seat(guest integer, hours integer, state text default 'confirmed') returns bigint language sql as $$
    select fixture.new_booking(guests[$1], listing, fixture.ahead($2), $3) from who $$;
create function pg_temp.moves(booking bigint, starts timestamptz, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', 'override_move_session', jsonb_build_object('booking', $1, 'starts_at', $2), '{"reason_code": "room"}'::jsonb || $3) $$;
create function pg_temp.told(booking bigint, starts timestamptz) returns text language plpgsql as $$ -- what a refusal says and advises
declare
    hint text;
begin
    perform pg_temp.moves($1, $2);
    return null;
exception
    when others then
        get stacked diagnostics hint = pg_exception_hint;
        return regexp_replace(concat_ws(' ', sqlerrm, hint), 'BK-[A-Z0-9-]+', 'BK', 'g');
end
$$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.starts(seats bigint[]) returns text language sql as $$ -- in hours from the first
    select string_agg((extract(epoch from b.starts_at - fixture.ahead(100)) / 3600)::numeric(6, 1)::text, ', ' order by b.id) from market.booking b where b.id = any ($1) $$;
create function pg_temp.holds() returns setof text language sql as $$
    select figure from guard.invariant_seats_of_sessions() where not holds
    union all select figure from guard.invariant_every_group_booking_is_a_seat() where not holds
    union all select figure from guard.invariant_no_overlapping_slots() where not holds
    union all select figure from guard.invariant_live_bookings_hold_their_slot() where not holds
    union all select figure from guard.invariant_only_what_is_proposed_is_held_beside() where not holds $$;
create temporary table s as
select seats, seats[1] as one, fixture.new_booking(guests[5], alone, fixture.ahead(130), 'confirmed') as other, pg_temp.seat(4, 120) as there
from (select array[pg_temp.seat(1, 100), pg_temp.seat(2, 100), pg_temp.seat(3, 100)] as seats) made, who;
commit; -- the door refuses a transaction of more than five seconds
begin;

-- Looked at, done, taken back.
create temporary table looked as select pg_temp.moves(one, fixture.ahead(110), '{"preview": true}') as reply from s;
select is((select string_agg(format('%s → %s of %s', line ->> 'from', line ->> 'to', line ->> 'capacity'), ', ' order by place) from looked,
    jsonb_array_elements(coalesce(reply -> 'effects', reply -> 'result' -> 'effects') -> 'seats') with ordinality line(line, place)), '3 → 0 of 3, 0 → 3 of 3', 'a look says where all seats go');
select is((select count(*) from looked, jsonb_array_elements(coalesce(reply -> 'effects', reply -> 'result' -> 'effects') -> 'messages') told where told ->> 'template' = 'booking_moved'), 3::bigint, 'and that each customer is told');
select is(pg_temp.starts(seats), '0.0, 0.0, 0.0', 'and moves nothing') from s;
create temporary table done as select pg_temp.moves(one, fixture.ahead(110)) as reply from s;
select is(pg_temp.starts(seats), '10.0, 10.0, 10.0', 'all of them have moved') from s;
select is((select count(distinct session_id) from market.booking, s where booking.id = any (seats)), 1::bigint, 'into one session');
select is((select (reply -> 'result' ->> 'seats')::integer from done), 3, 'and the reply counts them');
select is((select count(*) from market.event, s where entity = 'booking' and entity_id = any (seats) and action = 'override_reschedule'), 3::bigint, 'each has its event');
select is_empty('select pg_temp.holds()', 'all that must hold of seats holds');
select lives_ok(format('select pg_temp.undo(%L)', reply), 'it is taken back in one') from done;
select is(pg_temp.starts(seats), '0.0, 0.0, 0.0', 'and all of them take place when they did') from s;
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- By half an hour: into its own time.
savepoint before;
select is(pg_temp.told(one, fixture.ahead(100) + interval '30 minutes'), null, 'a session moves into its own time') from s;
rollback to before;
create temporary table shifted as select pg_temp.moves(one, fixture.ahead(100) + interval '30 minutes') as reply from s;
select is(pg_temp.starts(seats), '0.5, 0.5, 0.5', 'with all of its seats') from s;
select is_empty('select pg_temp.holds()', 'all that must hold of seats holds');
select lives_ok(format('select pg_temp.undo(%L)', reply), 'and back') from shifted;
select is(pg_temp.starts(seats), '0.0, 0.0, 0.0', 'to where it was') from s;
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- All or nothing.
select is(pg_temp.told(other, fixture.ahead(110)), 'This booking is for one customer, and no seat of a session. Reschedule the booking itself.', 'a booking for one is no session') from s;
select is(pg_temp.told(one, fixture.ahead(100)), 'BK can not come along. The booking takes place at that time already. Choose another time.', 'it moves to another time') from s;
select is(pg_temp.told(one, fixture.ahead(-1)), 'BK can not come along. It is too late to book this time. Choose a later time.', 'that is ahead') from s;
select is(pg_temp.told(one, fixture.ahead(120)), 'BK can not come along. All 3 seats of this session are taken. Choose another time.', 'who finds no seat keeps the others back') from s;
select matches(pg_temp.told(one, fixture.ahead(130)), '^BK can not come along. Somebody else has booked that time\.', 'a session does not move over a booking') from s;
select is(pg_temp.starts(seats), '0.0, 0.0, 0.0', 'none of it moved anybody') from s;
create temporary table leaves as select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', seats[3], 'to_customer', 0, 'to_provider', 0), '{"reason_code": "wrong_listing"}') as reply from s;
select is(pg_temp.told(one, fixture.ahead(110)), 'BK may get its seat in this session back, which would part them. Try again in a minute.', 'who may come back is waited for') from s;
select is(pg_temp.undo(reply) ->> 'operation', 'undo', 'they come back') from leaves;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L, %L)', login, 'override_move_session', jsonb_build_object('booking', one, 'starts_at', fixture.ahead(110)), '{"reason_code": "room"}'::jsonb)), 'MP012', format('%s moves no session', login)) from s, unnest(array['support', 'finance', 'auditor']) login;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'operations', 'override_move_session', jsonb_build_object('booking', one, 'starts_at', fixture.ahead(110)))), 'MP004', 'it takes a reason') from s;
create temporary table paying as select pg_temp.seat(5, 120, 'pending_payment') as seat;
select is(pg_temp.told(there, fixture.ahead(140)), 'BK is being paid for at this moment, and can not come along. Try again when it is paid, or move each seat by itself.', 'nobody''s payment is for another time') from s;
select is((select (title || ': ' || text) from s, jsonb_to_recordset(fixture.operator_reads('operations', format('select timeline from api.booking where id = %s', seats[2])) -> 0 -> 'timeline') told(kind text, title text, text text) where text = 'The whole session was moved' limit 1) ~ '^Moved by override to .*: The whole session was moved$', true, 'the timeline says so');
select * from finish();
rollback;
