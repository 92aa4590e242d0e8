-- SPDX-License-Identifier: GPL-3.0-or-later
-- Groups: seats of a session are taken, paid, given back, taken back, moved and proposed like any booking's time; together they
-- hold their provider's time, and there are never more of them than the session has.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_provider() as coach, array(select fixture.new_customer(1, 'en', 'Guest ' || n) from generate_series(1, 5) n) as guests;
alter table who add column listing bigint, add column alone bigint, add column asked bigint;
update who set listing = fixture.new_group(coach, 3), alone = fixture.new_listing(coach), asked = fixture.new_group(coach, 3, false);
create function pg_temp.seat(guest integer, hours integer, state text default 'confirmed') returns bigint language sql as $$
    select fixture.new_booking(guests[$1], listing, fixture.ahead($2), $3) from who $$;
create function pg_temp.told(statement text) returns text language plpgsql as $$ -- what a refusal says and advises
declare
    hint text;
begin
    execute statement;
    return null;
exception
    when others then
        get stacked diagnostics hint = pg_exception_hint;
        return concat_ws(' ', sqlerrm, hint);
end
$$;
create function pg_temp.books(guest integer, listing bigint, starts timestamptz) returns text language sql as $$
    select format('select fixture.new_booking(%s, %s, %L, ''pending_payment'')', guests[$1], $2, $3) from who $$;
create function pg_temp.refused(guest integer, hours integer) returns text language sql as $$
    select pg_temp.told(format('select pg_temp.seat(%s, %s, ''pending_payment'')', $1, $2)) $$;
create function pg_temp.operator(operation text, booking bigint, extra jsonb, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('operations', $1, jsonb_build_object('booking', $2) || $3, case when $1 ~ 'override' then '{"reason_code": "other", "note": "because of a test"}'::jsonb else '{}' end || $4) $$;
create function pg_temp.moves(booking bigint, hours integer, options jsonb default '{}') returns jsonb language sql as $$
    select pg_temp.operator('override_reschedule', $1, jsonb_build_object('starts_at', fixture.ahead($2)), $3) $$;
create function pg_temp.undo(reply jsonb) returns jsonb language sql as $$ select fixture.operator('operations', 'undo', jsonb_build_object('invocation', $1 ->> 'invocation')) $$;
create function pg_temp.taken(hours integer) returns integer language sql as $$
    select session.taken from market.session join who on session.listing_id in (who.listing, who.asked) where session.starts_at = fixture.ahead($1) order by session.id limit 1 $$;
create function pg_temp.seats(reply jsonb) returns text language sql as $$ -- what a look says of seats
    select string_agg(format('%s → %s of %s', line ->> 'from', line ->> 'to', line ->> 'capacity'), ', ' order by ordinality)
    from jsonb_array_elements(coalesce($1 -> 'effects', $1 -> 'result' -> 'effects') -> 'seats') with ordinality line(line, ordinality) $$;
-- The time in which something can be taken back is over.
create function pg_temp.later() returns void language sql as $$
    update market.booking_slot set release_at = least(release_at, guard.clock() - interval '1 second') where release_at is not null and blocking;
    select guard.free_lapsed(fixture.provider_id(coach)) from who;
    select from (select 1) one $$;
create function pg_temp.holds() returns setof text language sql as $$
    select figure from guard.invariant_seats_of_sessions() where not holds
    union all select figure from guard.invariant_every_group_booking_is_a_seat() where not holds
    union all select figure from guard.invariant_no_overlapping_slots() where not holds
    union all select figure from guard.invariant_live_bookings_hold_their_slot() where not holds
    union all select figure from guard.invariant_only_what_is_proposed_is_held_beside() where not holds $$;
commit; -- the door refuses a transaction of more than five seconds
begin;

-- Full.
create temporary table s as select pg_temp.seat(1, 100) as one, pg_temp.seat(2, 100) as two, pg_temp.seat(3, 100, 'pending_payment') as three;
select is((select count(distinct session_id)::integer from market.booking join s on booking.id in (one, two, three)), 1, 'three who come at one time come to one session');
select is(pg_temp.taken(100), 3, 'whose seats are counted');
select is((select array_agg(price::bigint) from market.booking join s on booking.id in (one, two, three)), array[3000, 3000, 3000]::bigint[], 'each pays a seat');
select is(pg_temp.refused(4, 100), 'All 3 seats of this session are taken. Choose another time.', 'a fourth is told');
select is(pg_temp.told(pg_temp.books(4, alone, fixture.ahead(100))), 'Somebody else has booked that time. Choose another time or another provider.', 'the provider has no time for anything else') from who;
select is(pg_temp.refused(4, 102), null, 'another session is opened for another time');
select is(pg_temp.refused(3, 102), null, 'which others join');
select matches(pg_temp.refused(5, 100), '^All 3 seats of this session are taken. Sessions with a free seat: .+\.$', 'and those who come too late are told of it');
select matches(pg_temp.refused(4, 102), '^This customer has a seat in this session already: BK-', 'one person has one seat');
select is(pg_temp.told(pg_temp.books(5, listing, fixture.ahead(100) + interval '30 minutes')), 'Somebody else has booked that time. Choose another time or another provider.', 'a session does not begin within another') from who;
select is(pg_temp.told(pg_temp.books(5, asked, fixture.ahead(102))), 'Somebody else has booked that time. Choose another time or another provider.', 'nor is it another group''s') from who;
select is_empty('select pg_temp.holds()', 'all that must hold of seats holds');

-- Who reads of it.
select is((select (r -> 0 ->> 'session_taken', r -> 0 ->> 'session_seats') from fixture.operator_reads('support', format('select session_taken, session_seats from api.booking where id = %s', one)) r), ('3'::text, '3'::text), 'operators read how full it is') from s;
select is((select jsonb_array_length(fixture.operator_reads('support', format('select id from api.booking_list where session_id = %s', session_id)))), 3, 'and who else comes') from market.booking join s on booking.id = s.one;
select is((select string_agg(concat(r ->> 'seats_free', '/', r ->> 'capacity'), ', ') from who, jsonb_array_elements(fixture.read('steward_gate_public', 'steward_customer', guests[5]::text, format('select seats_free, capacity from api.listing_sessions(%s)', listing))) r), '1/3', 'customers read where a seat is free');
savepoint present;
select fixture.operator('operations', 'provider_away', jsonb_build_object('provider', fixture.provider_id(coach), 'first_day', day, 'last_day', day), '{"reason_code": "sick"}') ->> 'operation'
from who, lateral (select (fixture.ahead(102) at time zone 'Europe/Berlin')::date as day) d;
select is((select count(*) from who, guard.sessions_with_room(listing, guard.clock())), 0::bigint, 'and not while the coach is away');
rollback to present;
commit;
begin;

-- Given back, and taken back.
create temporary table c as select pg_temp.operator('cancel', two, '{}', '{"preview": true}') as look, pg_temp.operator('override_cancel', two, '{"to_customer": 3000, "to_provider": 0}') as reply from s;
select is(pg_temp.seats(look), '3 → 2 of 3', 'a look says which seat would be given back') from c;
select is(pg_temp.refused(4, 100), 'All 3 seats of this session are taken. Choose another time.', 'a seat that can be taken back is nobody else''s, and the other session is theirs already');
select lives_ok(format('select pg_temp.undo(%L)', reply), 'for it is taken back') from c;
select is((select (state, pg_temp.taken(100)) from market.booking where booking.id = s.two), ('confirmed'::text, 3), 'and is held as before') from s;
select pg_temp.operator('override_cancel', two, '{"to_customer": 3000, "to_provider": 0}') ->> 'operation' from s;
select pg_temp.later();
select is(pg_temp.taken(100), 2, 'afterwards it is free');
select is(pg_temp.refused(5, 100), null, 'and somebody else''s');
select is(pg_temp.taken(100), 3, 'who has the last one');
select matches(pg_temp.told(format('select pg_temp.operator(''override_reopen'', %s, ''{}'')', two)), '^All 3 seats', 'what was cancelled does not take place again in a full session') from s;
select fixture.customer(guests[1], 'cancel', jsonb_build_object('booking', one)) ->> 'operation' from s, who;
select is(pg_temp.taken(100), 2, 'a customer gives a seat back at once');
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- Not paid in time.
create temporary table late as select pg_temp.seat(1, 110, 'pending_payment') as one, pg_temp.seat(2, 110, 'pending_payment') as two, pg_temp.seat(3, 110) as three;
update market.booking_slot set held_until = guard.clock() - interval '1 second' from late where booking_slot.booking_id in (one, two);
select is(pg_temp.refused(4, 110), null, 'who did not pay in time holds no seat');
select is(pg_temp.taken(110), 2, 'nor is it counted');
select is(pg_temp.refused(1, 110), null, 'they may book again');
create function pg_temp.pays(booking bigint) returns text language sql as $$
    select fixture.refusal(format('select fixture.worker(%L, %L)', 'authorised', jsonb_build_object('booking', $1, 'gateway_reference', 'auth_late_' || $1, 'expires', guard.clock() + interval '7 days'))) $$;
select is(pg_temp.pays(one), 'MP032', 'but not then pay both') from late;
select is(pg_temp.pays(two), 'MP032', 'nor does a late payment find a seat in a full session') from late;
select fixture.provider(coach, 'cancel', jsonb_build_object('booking', three)) ->> 'operation' from late, who;
select is(pg_temp.pays(one), 'MP032', 'one person has one seat, however free the session is') from late;
select is(pg_temp.pays(two), null, 'a late payment finds a seat that is free') from late;
select is(pg_temp.taken(110), 3, 'and takes it');
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- Moved.
create temporary table m as select pg_temp.seat(1, 120) as one, pg_temp.seat(2, 120) as two, pg_temp.seat(3, 120) as three, pg_temp.seat(4, 123) as there;
select lives_ok(format('select pg_temp.moves(%s, 123, ''{"preview": true}'')', one), 'a seat can be moved to another session') from m;
create temporary table moved as select pg_temp.moves(one, 123, '{"preview": true}') as look, pg_temp.moves(one, 123) as reply from m;
select is(pg_temp.seats(look), '3 → 2 of 3, 1 → 2 of 3', 'a look says from where and to where a seat goes') from moved;
select is((select a.session_id = b.session_id from market.booking a, market.booking b, m where a.id = m.one and b.id = m.there), true, 'it comes into the other session');
select is(array[pg_temp.taken(120), pg_temp.taken(123)], array[3, 2], 'its former seat is kept while it can be taken back');
select is(pg_temp.told(format('select pg_temp.moves(%s, 123)', m.two)), null, 'a second one follows') from m;
select matches(pg_temp.told(format('select pg_temp.moves(%s, 123)', m.three)), '^All 3 seats of this session are taken', 'a third one finds no seat') from m;
select is(pg_temp.told(format('select pg_temp.moves(%s, 120)', m.one)), null, 'it moves back into a session that it fills itself') from m;
select is(array[pg_temp.taken(120), pg_temp.taken(123)], array[3, 3], 'where it has one seat, not two');
select pg_temp.later();
select is(array[pg_temp.taken(120), pg_temp.taken(123)], array[2, 2], 'what was left is free in the end');
select is(pg_temp.told(format('select pg_temp.operator(''override_reassign'', %s, %L)', m.one, jsonb_build_object('listing', fixture.new_listing(fixture.new_provider())))), 'A seat of a session can not be given to another provider. Move the customer to another session, or cancel this booking and book another service.', 'a seat is not another provider''s') from m;
select is(jsonb_array_length(fixture.operator_reads('operations', format('select * from api.booking_candidates(%s)', m.one))), 0, 'and none is offered') from m;
select matches(pg_temp.told(format('select pg_temp.operator(''override_reassign'', %s, %L)', fixture.new_booking(guests[5], fixture.new_listing(fixture.new_provider()), fixture.ahead(130)), jsonb_build_object('listing', listing))), '^This is offered to groups', 'a booking for one does not become a seat') from who;
select is((select string_agg(concat(r ->> 'seats_free', '/', r ->> 'capacity'), ', ' order by n) from m, jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.booking_slots(%s)', m.one))) with ordinality r(r, n) where n <= 4), '1/3, 1/3, 1/3, 3/3', 'sessions with room are offered first, then new ones') from m;
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- Proposed.
create temporary table p as select pg_temp.seat(1, 140) as one, pg_temp.seat(2, 143) as there, pg_temp.seat(3, 143) as too;
select fixture.customer(guests[1], 'propose_reschedule', jsonb_build_object('booking', one, 'starts_at', fixture.ahead(143))) ->> 'operation' from p, who;
select is(array[pg_temp.taken(140), pg_temp.taken(143)], array[1, 3], 'a seat is held for the answer');
select matches(pg_temp.refused(4, 143), '^All 3 seats', 'and is nobody else''s');
select fixture.provider(coach, 'refuse_reschedule', jsonb_build_object('booking', one)) ->> 'operation' from p, who;
select is(array[pg_temp.taken(140), pg_temp.taken(143)], array[1, 2], 'refused, it is free');
select fixture.customer(guests[1], 'propose_reschedule', jsonb_build_object('booking', one, 'starts_at', fixture.ahead(143))) ->> 'operation' from p, who;
select fixture.provider(coach, 'accept_reschedule', jsonb_build_object('booking', one)) ->> 'operation' from p, who;
select is(array[pg_temp.taken(140), pg_temp.taken(143)], array[0, 3], 'accepted, it is theirs, and the other session is empty');
select is(pg_temp.told(pg_temp.books(4, alone, fixture.ahead(140))), null, 'whose time is the provider''s again') from who;
select matches(pg_temp.refused(5, 140), '^Somebody else', 'so that no session is there any more');
select fixture.customer(guests[2], 'propose_reschedule', jsonb_build_object('booking', there, 'starts_at', fixture.ahead(146))) ->> 'operation' from p, who;
select is(pg_temp.taken(146), 1, 'a session may be opened by a proposal');
select fixture.provider(coach, 'cancel', jsonb_build_object('booking', there)) ->> 'operation' from p, who;
select is(array[pg_temp.taken(143), pg_temp.taken(146)], array[2, 0], 'what ends gives both seats back');
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- Moved, and taken back.
create temporary table u as select pg_temp.seat(4, 160) as one, pg_temp.seat(5, 163) as there;
select lives_ok(format('select pg_temp.undo(%L)', pg_temp.moves(one, 163)), 'a move is taken back') from u;
select is((select array_agg(booking.session_id order by booking.id) from market.booking join u on booking.id in (u.one, u.there)), (select array_agg(session.id order by session.starts_at) from market.session, who where session.listing_id = who.listing and starts_at in (fixture.ahead(160), fixture.ahead(163))), 'and the seat is of the session that it was of');
select is(array[pg_temp.taken(160), pg_temp.taken(163)], array[1, 1], 'and nowhere else');
select is_empty('select pg_temp.holds()', 'all that must hold of seats still holds');
commit;
begin;

-- Asked first.
create temporary table r as select fixture.new_booking(guests[1], asked, fixture.ahead(150), 'requested') as one, fixture.new_booking(guests[2], asked, fixture.ahead(150), 'requested') as two from who;
select is(pg_temp.taken(150), 2, 'who is asked first holds a seat, too');
select fixture.provider(coach, 'decline', jsonb_build_object('booking', one)) ->> 'operation' from r, who;
select is(pg_temp.taken(150), 1, 'until it is declined');
-- The last word.
select throws_ok(format('update market.session set taken = 4 from market.booking where booking.id = %s and session.id = booking.session_id', two), '23514', null, 'no session has more seats taken than it has') from r;
select throws_ok(format('update market.booking_slot set session_id = %s where booking_id = %s', (select session_id from market.booking where booking.id = p.there), r.two), '23503', null, 'a seat is of a session of its time') from r, p;
select throws_ok(format('insert into market.booking_slot (booking_id, provider_id, during, blocking) select %s, provider_id, during, true from market.booking_slot where booking_id = %s', s.one, r.two), '23P01', null, 'to all others the seats of a session are taken time') from r, s;
select is((select figure from guard.invariant_no_overlapping_slots() where not holds), null, 'and nothing overlaps');
select is((select refusal from fixture.refusal(format($$select fixture.provider(%s, 'publish_listing', '{"provider": %s, "category": 2, "city": 101, "title": "T", "duration": "PT1H", "price": 100, "policy": 1, "capacity": 0}')$$, coach, fixture.provider_id(coach))) refusal), 'MP003', 'a listing is for somebody') from who;
-- What verify says of what can not be.
create function pg_temp.said() returns text language sql as $$ select figure from guard.invariant_seats_of_sessions() where not holds $$;
set local session_replication_role = replica;
savepoint whole;
update market.session set taken = taken - 1 from market.booking, r where booking.id = r.two and session.id = booking.session_id;
select matches(pg_temp.said(), ' 1 wrong', 'verify sees a session that counts another number than are held');
rollback to whole;
update market.booking set customer_id = fixture.customer_id(guests[4]) from m, who where booking.id = m.two;
select matches(pg_temp.said(), ' 1 wrong', 'and somebody who has two seats of one');
select * from finish();
rollback;
