-- SPDX-License-Identifier: GPL-3.0-or-later
-- A booking as it was: at, before and between its events, of one's own markets only, and never as it was not.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer(3, 'ja') as misaki, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Havel') as havel, fixture.new_provider(301, name => 'Tokyo') as tokyo;
alter table who add column listing bigint, add column other bigint, add column id bigint, add column abroad bigint;
update who set listing = fixture.new_listing(nordlicht, 12400), other = fixture.new_listing(havel, 12400), abroad = fixture.new_booking(misaki, fixture.new_listing(tokyo, 9000), fixture.ahead(100));
create temporary table moments as select 'before' as name, guard.clock() as at;
update who set id = fixture.new_booking(chloe, listing, fixture.ahead(100), 'requested');
insert into moments select 'requested', guard.clock();
select fixture.operator('operations', 'accept', jsonb_build_object('booking', id)) from who;
insert into moments select 'confirmed', guard.clock();
create temporary table moved as select fixture.operator('operations', 'override_reassign', jsonb_build_object('booking', id, 'listing', other), '{"reason_code": "provider_cannot_come"}') as reply from who;
insert into moments select 'reassigned', guard.clock();
select fixture.operator('operations', 'undo', jsonb_build_object('invocation', reply ->> 'invocation')) from moved;
insert into moments select 'taken back', guard.clock();
select fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', id, 'to_customer', 10000, 'to_provider', 2400), '{"reason_code": "other", "note": "Van broke down"}') from who;
insert into moments select 'cancelled', guard.clock();
commit; -- the door refuses a transaction of more than five seconds
begin;
create function pg_temp.past(login text, booking bigint, moment timestamptz) returns jsonb language sql as $$ select fixture.operator_reads($1, format('select * from api.booking_as_of(%s, %L)', $2, $3)) $$;
create function pg_temp.told(booking bigint, moment timestamptz) returns text language sql as $$
    select concat_ws(' ', p ->> 'state', p ->> 'provider', p ->> 'payment_state_title', p ->> 'captured', p ->> 'refunded', p ->> 'held')
    from (select pg_temp.past('support', $1, $2) -> 0 as p) asked
$$;
select is(pg_temp.past('support', who.id, at), '[]', 'before it was made there is none') from who, moments where name = 'before';
select is(pg_temp.told(who.id, at), told, name) from who, moments
join (values ('requested', 'requested Nordlicht Authorised 0 0 0'), ('confirmed', 'confirmed Nordlicht Captured 12400 0 12400'), ('reassigned', 'confirmed Havel Captured 12400 0 12400'),
    ('taken back', 'confirmed Nordlicht Captured 12400 0 12400'), ('cancelled', 'cancelled Nordlicht Partially refunded 12400 10000 0')) expected(name, told) using (name);
select is(pg_temp.told(who.id, 'infinity'), pg_temp.told(who.id, at), 'as of all that is to come, it is as it is') from who, moments where name = 'cancelled';
-- To the microsecond, and from one to the next.
create temporary table happened as select event.at, min(event.version) as first, max(event.version) as version from market.event, who where entity = 'booking' and entity_id = who.id group by event.at; -- what the fixture does at once is of one moment
select is((pg_temp.past('support', who.id, at) -> 0 ->> 'version')::integer, version, format('the moment of an event has it: %s', version)) from who, happened;
select is(coalesce((pg_temp.past('support', who.id, at - interval '1 microsecond') -> 0 ->> 'version')::integer, 0), first - 1, format('and before has not: %s', version)) from who, happened;
select is((pg_temp.past('support', who.id, at) -> 0 ->> 'next_at')::timestamptz, (select min(later.at) from happened later where later.at > happened.at), format('what came next: %s', version)) from who, happened;
select is((pg_temp.past('support', who.id, at) -> 0 ->> 'previous_at')::timestamptz, (select max(earlier.at) from happened earlier where earlier.at < date_trunc('milliseconds', happened.at)), format('and before: %s', version)) from who, happened;
-- Scope.
select is(pg_temp.past('operations_one_market', abroad, 'infinity'), '[]', 'nothing of a market that is not one''s own') from who;
select isnt(pg_temp.past('operations_one_market', id, 'infinity'), '[]', 'but of one''s own') from who;
select is(pg_temp.past('support', 0, 'infinity'), '[]', 'what is absent answers the same');
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_customer', '%s', 'select * from api.booking_as_of(%s, now())')$$, chloe, id)), '42501', 'customers have no history') from who;
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_provider', '%s', 'select * from api.booking_as_of(%s, now())')$$, nordlicht, id)), '42501', 'nor have providers') from who;
-- The invariant.
select is(holds, true, figure) from guard.invariant_bookings_are_what_their_events_say();
set local session_replication_role = replica;
update market.booking set ends_at = ends_at + interval '1 second' from who where booking.id = who.id;
select is(holds, false, figure) from guard.invariant_bookings_are_what_their_events_say();
-- Whoever waited for the lock bears an earlier moment than who had it first.
create temporary table late as select max(version) as version from happened;
update market.event set at = event.at - interval '1 hour' from who, late where entity = 'booking' and entity_id = who.id and event.version = late.version;
select is(pg_temp.told(who.id, (select at from moments where name = 'requested')), 'requested Nordlicht Authorised 0 0 0', 'what comes later by version is not in it, whatever its moment says') from who;
select * from finish();
rollback;
