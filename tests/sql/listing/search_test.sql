-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whoever looks for a service finds what can be booked, and a time for it; providers see what is theirs.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Südlicht') as other, fixture.new_provider(301, name => 'Tokyo') as tokyo;
alter table who add column leak bigint, add column withdrawn bigint, add column suspended bigint, add column abroad bigint;
update who set leak = fixture.new_listing(nordlicht, 10000), withdrawn = fixture.new_listing(nordlicht, 9000), suspended = fixture.new_listing(other, 8000), abroad = fixture.new_listing(tokyo, 7000);
commit; -- the door refuses a transaction of more than five seconds
begin;
set local session_replication_role = replica;
update market.listing set active = false from who where listing.id = withdrawn;
update market.listing set title = 'Mending a burst pipe 100%' from who where listing.id = leak;
update market.provider set state = 'submitted' from who where provider.person_id = other;
set local session_replication_role = origin;
create function pg_temp.finds(role text, person bigint, what text) returns text language sql as $$
    select string_agg(row ->> 'name', ' ' order by row ->> 'name')
    from who, jsonb_array_elements(fixture.read('steward_gate_public', 'steward_' || $1, $2::text, format('select id from api.listing where %s', $3))) found
    cross join lateral (select jsonb_build_object('name', name) as row from (values (leak, 'leak'), (withdrawn, 'withdrawn'), (suspended, 'suspended'), (abroad, 'abroad')) n(id, name) where n.id = (found ->> 'id')::bigint) named
$$;
select is(pg_temp.finds('anonymous', null, 'true'), 'abroad leak', 'strangers find what is offered by who is approved');
select is(pg_temp.finds('customer', chloe, 'city_id = 101'), 'leak', 'customers too, in a city') from who;
select is(pg_temp.finds('provider', nordlicht, 'true'), 'leak withdrawn', 'providers see their own, also what they no longer offer') from who;
select is(pg_temp.finds('anonymous', null, $$id in (select api.listing_match('BURST pi'))$$), 'leak', 'by a part of its title');
select is(pg_temp.finds('anonymous', null, $$id in (select api.listing_match('nordl'))$$), 'leak', 'by the provider''s name');
select is(pg_temp.finds('anonymous', null, $$id in (select api.listing_match('100%'))$$), 'leak', 'a sign of patterns is a letter');
select is(pg_temp.finds('anonymous', null, $$id in (select api.listing_match('a%pipe'))$$), null, 'and no more than that');
select is(pg_temp.finds('anonymous', null, $$id in (select api.listing_match('bu'))$$), null, 'two letters find nothing');
select is(pg_temp.finds('anonymous', null, $$id in (select api.listing_match('südlicht'))$$), null, 'nor is found who is not approved');
select is((fixture.read('steward_gate_public', 'steward_anonymous', null, format('select minutes, price, currency, capacity, zone from api.listing where id = %s', leak)) -> 0),
    (select jsonb_build_object('minutes', extract(epoch from l.duration)::integer / 60, 'price', 10000, 'currency', 'EUR', 'capacity', 1, 'zone', 'Europe/Berlin') from market.listing l where l.id = leak), 'what one chooses by') from who;

-- Times.
select fixture.provider(nordlicht, 'set_availability', jsonb_build_object('provider', fixture.provider_id(nordlicht), 'hours', (select jsonb_agg(jsonb_build_object('weekday', weekday, 'from', '09:10', 'to', '12:00')) from generate_series(1, 7) weekday),
    'exceptions', '[{"day": "2199-12-24", "available": false}]'::jsonb)) from who;
create function pg_temp.times(listing bigint, day date default null) returns jsonb language sql as $$
    select fixture.read('steward_gate_public', 'steward_anonymous', null, format('select * from api.listing_times(%s, %L)', $1, $2))
$$;
create temporary table day as select (guard.clock() at time zone 'Europe/Berlin')::date + 3 as day;
select is((select string_agg(to_char((row ->> 'starts_at')::timestamptz at time zone 'Europe/Berlin', 'HH24:MI'), ' ' order by n) from jsonb_array_elements(pg_temp.times(leak, day)) with ordinality r(row, n) where n <= 5), '09:30 10:00 10:30 11:00 09:30',
    'half hours within the provider''s hours at which there is time for all of it') from who, day;
create temporary table taken as select fixture.new_booking(chloe, leak, (pg_temp.times(leak, day) -> 0 ->> 'starts_at')::timestamptz) as id from who, day;
select ok(not pg_temp.times(leak, day) @> jsonb_build_array(jsonb_build_object('starts_at', (select b.starts_at from market.booking b where b.id = taken.id))), 'nothing that is taken') from who, day, taken;
select is(fixture.refusal(format('select fixture.customer(%s, ''book'', %L, ''{"preview": true}'')', chloe, jsonb_build_object('listing', leak, 'starts_at', pg_temp.times(leak, day) -> 0 ->> 'starts_at'))), null, 'and the first can be booked') from who, day;
select is(pg_temp.times(withdrawn), '[]', 'none of what is not offered') from who;
select is(pg_temp.times(suspended), '[]', 'nor of who is not approved') from who;
select is(pg_temp.times(-1), '[]', 'nor of nothing');
select is(fixture.read('steward_gate_public', 'steward_provider', nordlicht::text, 'select weekday, "from", "to" from api.my_hours where weekday = 1'), '[{"weekday": 1, "from": "09:10", "to": "12:00"}]', 'a provider sees their hours') from who;
select is(fixture.read('steward_gate_public', 'steward_provider', nordlicht::text, 'select day, available from api.my_exceptions'), '[{"day": "2199-12-24", "available": false}]', 'and the days on which they are others') from who;
select is(fixture.read('steward_gate_public', 'steward_provider', tokyo::text, 'select * from api.my_exceptions'), '[]', 'nobody else''s') from who;
select * from finish();
rollback;
