-- SPDX-License-Identifier: GPL-3.0-or-later
-- A provider's hours: on the wall clock of their zone, through both changes of the clocks, with exceptions.
begin;
select no_plan();
\ir ../fixture.sql

create temporary table who as select fixture.new_provider(101) as berlin, fixture.new_provider(603) as canary;
create function pg_temp.hours(person bigint, hours jsonb, exceptions jsonb default null) returns void language sql as $$
    select fixture.provider($1, 'set_availability', jsonb_build_object('provider', fixture.provider_id($1), 'hours', $2) || case when $3 is null then '{}' else jsonb_build_object('exceptions', $3) end)
$$;
create function pg_temp.every_day(from_time text, to_time text) returns jsonb language sql as $$
    select jsonb_agg(jsonb_build_object('weekday', d, 'from', $1, 'to', $2)) from generate_series(1, 7) d
$$;
create function pg_temp.works(person bigint, during tstzrange) returns boolean language sql as $$
    select guard.works_during(fixture.provider_id($1), $2)
$$;
create function pg_temp.day_length(person bigint, day date) returns interval language sql as $$
    select coalesce(sum(upper(part) - lower(part)), 'PT0S') from unnest(guard.working_hours(fixture.provider_id($1), $2, $2)) part
$$;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- All day long: a day is 23 hours in March and 25 in October.
select lives_ok($$select pg_temp.hours(berlin, pg_temp.every_day('00:00', '24:00')) from who$$, 'round the clock');
select is(pg_temp.day_length(berlin, day), length, format('%s lasts %s', day, length))
from who cross join (values ('2026-03-28'::date, 'PT24H'::interval), ('2026-03-29', 'PT23H'), ('2026-10-25', 'PT25H'), ('2026-10-26', 'PT24H')) sample(day, length);
select ok(pg_temp.works(berlin, tstzrange('2026-03-28 20:00+00', '2026-03-29 20:00+00')), 'there is no gap at midnight or where the clocks go forward') from who;
select ok(pg_temp.works(berlin, tstzrange('2026-10-24 20:00+00', '2026-10-26 20:00+00')), 'nor where they go back') from who;

commit;
begin;
-- Nine to five stays nine to five.
select lives_ok($$select pg_temp.hours(berlin, pg_temp.every_day('09:00', '17:00')) from who$$, 'nine to five');
select is(pg_temp.day_length(berlin, day), 'PT8H'::interval, format('eight hours on %s', day))
from who cross join (values ('2026-03-28'::date), ('2026-03-29'), ('2026-10-25'), ('2026-10-26')) sample(day);
select is(pg_temp.works(berlin, tstzrange(starts::timestamptz, starts::timestamptz + interval '1 hour')), works, format('%s: %s', starts, what))
from who cross join (values
    ('2026-03-28 08:00+00', true, 'nine in winter time'), ('2026-03-28 07:00+00', false, 'eight in winter time'),
    ('2026-03-29 07:00+00', true, 'nine in summer time'), ('2026-03-29 15:00+00', false, 'five in summer time'), ('2026-03-29 14:00+00', true, 'four in summer time'),
    ('2026-10-24 07:00+00', true, 'nine in summer time'), ('2026-10-25 07:00+00', false, 'eight in winter time'), ('2026-10-25 08:00+00', true, 'nine in winter time'),
    ('2026-10-25 15:30+00', false, 'half past four is too late for an hour')) sample(starts, works, what);

commit;
begin;
-- Hours in the hour that is skipped, and in the one that comes twice.
select lives_ok($$select pg_temp.hours(berlin, pg_temp.every_day('02:15', '02:45')) from who$$, 'a quarter past two to a quarter to three');
select is(pg_temp.day_length(berlin, '2026-03-28'), 'PT30M', 'half an hour on an ordinary day') from who;
select cmp_ok(pg_temp.day_length(berlin, '2026-03-29'), '<=', 'PT30M'::interval, 'no more on the day that skips it') from who;
select lives_ok($$select pg_temp.hours(berlin, pg_temp.every_day('02:30', '03:15')) from who$$, 'half past two to a quarter past three');
select cmp_ok(pg_temp.day_length(berlin, '2026-03-29'), '<=', 'PT45M'::interval, 'hours that would end before they begin are none') from who;

commit;
begin;
-- The provider's own zone: the Canary Islands are an hour behind Madrid.
select lives_ok($$select pg_temp.hours(canary, pg_temp.every_day('09:00', '17:00')) from who$$, 'nine to five on Gran Canaria');
select ok(pg_temp.works(canary, '[2026-01-15 09:00+00,2026-01-15 10:00+00)'), 'nine there is nine in Greenwich') from who;
select ok(not pg_temp.works(canary, '[2026-01-15 08:00+00,2026-01-15 09:00+00)'), 'and not nine in Madrid') from who;

commit;
begin;
-- Exceptions.
select lives_ok($$select pg_temp.hours(berlin, '[{"weekday": 1, "from": "09:00", "to": "17:00"}]',
    '[{"day": "2026-05-04", "from": "12:00", "to": "13:00", "available": false}, {"day": "2026-05-05", "from": "10:00", "to": "12:00", "available": true}, {"day": "2026-05-11", "available": false}]') from who$$, 'Mondays, with exceptions');
select is(pg_temp.day_length(berlin, day), length, format('%s: %s', day, what))
from who cross join (values
    ('2026-04-27'::date, 'PT8H'::interval, 'a Monday'), ('2026-04-28', 'PT0S', 'a Tuesday'), ('2026-05-04', 'PT7H', 'a Monday with a long lunch'),
    ('2026-05-05', 'PT2H', 'a Tuesday, for once'), ('2026-05-11', 'PT0S', 'a Monday off')) sample(day, length, what);
select ok(not pg_temp.works(berlin, '[2026-05-04 09:00+00,2026-05-04 11:00+00)'), 'lunch is not worked through') from who;

select is(fixture.refusal(format('select pg_temp.hours(%s, %L)', berlin, hours)), 'MP003', format('no hours: %s', hours))
from who cross join (values ('[{"weekday": 8, "from": "09:00", "to": "17:00"}]'), ('[{"weekday": 1, "from": "17:00", "to": "09:00"}]'),
    ('[{"weekday": 1, "from": "25:00", "to": "26:00"}]'), ('{"weekday": 1}'), ('[{"weekday": 1}]'), ('["monday"]')) bad(hours);
select is(fixture.refusal(format('select fixture.provider(%s, %L, %L)', canary, 'set_availability', jsonb_build_object('provider', fixture.provider_id(berlin), 'hours', '[]'::jsonb))), 'MP021', 'nobody sets another provider''s hours') from who;

commit;
begin;
-- Listings.
create function pg_temp.publishes(person bigint, arguments jsonb) returns text language sql as $$
    select fixture.refusal(format('select fixture.provider(%s, %L, %L)', person, 'publish_listing', jsonb_build_object('provider', fixture.provider_id(person),
        'category', 1, 'city', 101, 'title', 'Deep clean', 'duration', 'PT2H', 'price', 100, 'policy', 1) || arguments))
$$;
select is(pg_temp.publishes(berlin, arguments), state, what)
from who cross join (values
    ('{}'::jsonb, null, 'a listing is published'), ('{"price": 0}', 'MP003', 'not for nothing'), ('{"price": -5}', 'MP003', 'not for less than nothing'),
    ('{"price": 1.5}', 'MP002', 'not for half a cent'), ('{"duration": "PT7M"}', 'MP003', 'not for seven minutes'), ('{"duration": "P1M"}', 'MP003', 'not for a month'),
    ('{"city": 301}', 'MP003', 'not in another market'), ('{"category": 77}', 'MP003', 'not in a category that is none'), ('{"policy": 77}', 'MP003', 'not by a policy that is none')) sample(arguments, state, what);

select is(fixture.refusal(format($$select fixture.provider(%s, 'set_availability', %L)$$, person, jsonb_build_object('provider', fixture.provider_id(person), 'hours', '[]'::jsonb) || words::jsonb)), 'MP003', what)
from (select fixture.new_provider() as person) made
cross join (values
    ('{"exceptions": [{"day": "tomorrow", "available": false}]}', 'a day by a word'), ('{"exceptions": [{"day": "infinity", "available": false}]}', 'a day that never comes'),
    ('{"exceptions": [{"day": "2026-12-24", "from": "now", "to": "24:00", "available": false}]}', 'a time by a word'), ('{"exceptions": [{"day": "2026-12-24", "availabel": false}]}', 'a part that is none'),
    ('{"hours": [{"weekday": 1, "from": "09:00", "to": "allballs"}]}', 'a time that only PostgreSQL knows'), ('{"hours": [7]}', 'a number')) sample(words, what);
select * from finish();
rollback;
