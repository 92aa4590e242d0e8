-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an operator chooses from: other providers, ranked, and free times; of their own markets only, and all of it can be had.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer(3, 'ja') as misaki, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(301, name => 'Tokyo') as tokyo;
alter table who add column listing bigint, add column id bigint, add column abroad bigint;
update who set listing = fixture.new_listing(nordlicht, 10000), abroad = fixture.new_booking(misaki, fixture.new_listing(tokyo, 9000), fixture.ahead(100));
update who set id = fixture.new_booking(chloe, listing, fixture.ahead(100));
select fixture.new_listing(fixture.new_provider(301, name => 'Kyoto'), 9000); -- somebody to be found abroad, too
create temporary table others as
select name, price, fixture.new_provider(city, name => name) as person, rating
from (values ('Elsewhere', 10000, 102, 5.0), ('Rated', 11000, 101, 4.9), ('Near', 9900, 101, 4.1), ('Far', 15000, 101, 4.1), ('Unrated', 10000, 101, null),
    ('Busy', 10000, 101, 5.0), ('Asleep', 10000, 101, 5.0), ('Withdrawn', 10000, 101, 5.0), ('Unapproved', 10000, 101, 5.0)) o(name, price, city, rating);
alter table others add column listing bigint;
update others set listing = fixture.new_listing(person, price);
commit; -- the door refuses a transaction of more than five seconds
begin;
select fixture.new_listing(person, price + 1000) from others where name = 'Near';
set local session_replication_role = replica;
update market.provider set rating = others.rating from others where provider.person_id = others.person;
update market.provider set state = 'submitted' from others where provider.person_id = others.person and others.name = 'Unapproved';
update market.listing set active = false from others where listing.id = others.listing and others.name = 'Withdrawn';
set local session_replication_role = origin;
select fixture.provider(person, 'set_availability', jsonb_build_object('provider', fixture.provider_id(person), 'hours', '[]'::jsonb)) from others where name = 'Asleep';
create temporary table busy as select fixture.new_booking(fixture.new_customer(), listing, fixture.ahead(100) - interval '30 minutes') as id from others where name = 'Busy';
create function pg_temp.candidates(login text, booking bigint) returns jsonb language sql as $$ select fixture.operator_reads($1, format('select * from api.booking_candidates(%s)', $2)) $$;
create temporary table found as select pg_temp.candidates('operations', id) as c from who;
select is((select string_agg(row ->> 'provider' || ' ' || (row ->> 'difference'), ', ' order by n) from found, jsonb_array_elements(c) with ordinality r(row, n)),
    'Rated 1000, Near -100, Far 5000, Unrated 0, Elsewhere 0', 'those of the city first, by rating, then by price; of each the nearest offer');
select is((select (row ->> 'city') || ' ' || (row ->> 'same_city') || ' ' || coalesce(row ->> 'rating', '-') || ' ' || (row ->> 'currency') from found, jsonb_array_elements(c) row where row ->> 'provider' = 'Rated'), city.name || ' true 4.9 EUR', 'what one chooses by')
from market.city where city.id = 101;
select is((select string_agg((row ->> 'km'), ' ' order by n) from found, jsonb_array_elements(c) with ordinality r(row, n)), '0 0 0 0 255', 'how far they come: Berlin is 255 km from Hamburg');
select is(guard.distance_km(35.6897, 139.6922, -23.55, -46.6333), 18534, 'over the date line and the equator');
select is(guard.distance_km(0, 0, 0, 180), 20015, 'half around the world');
select is(guard.distance_km(null, null, 0, 180), null, 'what is nowhere is at no distance');
select is((select count(*)::integer from found, jsonb_array_elements(c) row, who where fixture.refusal(format($$select fixture.operator('operations', 'override_reassign', '{"booking": %s, "listing": %s}', '{"reason_code": "provider_cannot_come", "preview": true}')$$, who.id, row ->> 'listing_id')) is null), 5, 'each can be had');
select is(pg_temp.candidates('operations_one_market', abroad), '[]', 'nothing of a market that is not one''s own') from who;
select isnt(pg_temp.candidates('operations_one_market', id), '[]', 'but of one''s own') from who;
select is(fixture.refusal(format($$select pg_temp.candidates('support', %s)$$, id)), '42501', 'who may not reassign does not ask') from who;
select fixture.operator('operations', 'cancel', jsonb_build_object('booking', id)) from busy;
select is(strpos(pg_temp.candidates('operations', id)::text, 'Busy'), 0, 'who is busy until that can no longer be taken back is none yet') from who;
update market.booking_slot set release_at = guard.clock() - interval '1 second' from busy where booking_slot.booking_id = busy.id;
select isnt(strpos(pg_temp.candidates('operations', id)::text, 'Busy'), 0, 'and then is one') from who;

commit;
begin;
-- Free times.
select fixture.provider(nordlicht, 'set_availability', jsonb_build_object('provider', fixture.provider_id(nordlicht), 'hours', (select jsonb_agg(jsonb_build_object('weekday', weekday, 'from', '09:10', 'to', '12:00')) from generate_series(1, 7) weekday))) from who;
create function pg_temp.slots(login text, booking bigint, day date) returns jsonb language sql as $$ select fixture.operator_reads($1, format('select * from api.booking_slots(%s, %L)', $2, $3)) $$;
create temporary table day as select (guard.clock() at time zone 'Europe/Berlin')::date + 3 as day;
select is((select string_agg(to_char((row ->> 'starts_at')::timestamptz at time zone 'Europe/Berlin', 'HH24:MI'), ' ' order by n) from jsonb_array_elements(pg_temp.slots('operations', id, day)) with ordinality r(row, n) where n <= 4),
    '09:30 10:00 10:30 11:00', 'half hours within the hours of the provider, and whole bookings') from who, day;
select is(jsonb_array_length(pg_temp.slots('operations', id, day)), 50, 'fifty at most') from who, day;
select is(pg_temp.slots('operations', id, '2300-01-01'), '[]', 'none in days that nobody books') from who;
create temporary table taken as select fixture.new_booking(fixture.new_customer(), listing, (day + time '10:00') at time zone 'Europe/Berlin') as id from who, day;
select is((select string_agg(to_char((row ->> 'starts_at')::timestamptz at time zone 'Europe/Berlin', 'HH24:MI'), ' ' order by n) from jsonb_array_elements(pg_temp.slots('operations', id, day)) with ordinality r(row, n) where n <= 2),
    '11:00 09:30', 'without what others have booked') from who, day;
select is((select count(*)::integer from jsonb_array_elements(pg_temp.slots('operations', id, day)) with ordinality r(row, n), who where n <= 3
    and fixture.refusal(format($$select fixture.operator('operations', 'override_reschedule', '{"booking": %s, "starts_at": "%s"}', '{"reason_code": "customer_asked", "preview": true}')$$, who.id, row ->> 'starts_at')) is null), 3, 'each can be had') from who, day;
select is((select count(*)::integer from jsonb_array_elements(pg_temp.slots('operations', id, null)) row where (row ->> 'starts_at')::timestamptz <= guard.clock()), 0, 'nothing that is over') from who;
select is(pg_temp.slots('operations_one_market', abroad, null), '[]', 'nothing of a market that is not one''s own') from who;
select is(fixture.refusal(format($$select pg_temp.slots('finance', %s, null)$$, id)), '42501', 'who may not reschedule, nor propose it for somebody, does not ask') from who;
select fixture.provider(nordlicht, 'set_availability', jsonb_build_object('provider', fixture.provider_id(nordlicht), 'hours', '[]'::jsonb)) from who;
select is(pg_temp.slots('operations', id, null), '[]', 'who does not work has none') from who;
select * from finish();
rollback;
