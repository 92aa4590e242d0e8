-- SPDX-License-Identifier: GPL-3.0-or-later
-- A provider's days as an operator sees them: hours on the wall clock, absences, bookings, a session as one, time that is held until a moment; of
-- one's own markets only, few days at once, and without names for who only watches.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer(name => 'Chloë Lindner') as chloe, fixture.new_customer(name => 'Zoe Adler') as zoe, fixture.new_customer(3, 'ja') as misaki,
    fixture.new_provider(name => 'Nordlicht') as nordlicht, fixture.new_provider(name => 'Havel') as havel, fixture.new_provider(301, name => 'Tokyo') as tokyo;
alter table who add column id bigint, add column abroad bigint, add column other bigint, add column listing bigint, add column week_long bigint, add column course bigint, add column from_day date;
update who set id = fixture.provider_id(nordlicht), other = fixture.provider_id(havel), abroad = fixture.provider_id(tokyo), listing = fixture.new_listing(nordlicht, 10000),
    week_long = fixture.new_listing(havel, 90000, duration => 'P7D'), course = fixture.new_group(nordlicht, 3), from_day = (guard.clock() at time zone 'Europe/Berlin')::date + 3;
-- A time of Berlin's on from_day or one of the days after.
create function pg_temp.at(day integer, clock time) returns timestamptz language sql as $$ select ((from_day + $1) + $2) at time zone 'Europe/Berlin' from who $$;
create function pg_temp.asked(login text, provider bigint, first_day date, last_day date) returns jsonb language sql as $$
    select fixture.operator_reads($1, format('select * from api.provider_calendar(%s, %L, %L)', $2, $3, $4)) $$;
create function pg_temp.calendar(kinds text[], first_day integer default 0, last_day integer default 6, login text default 'operations') returns setof jsonb language sql as $$
    select row.value from who, jsonb_array_elements(pg_temp.asked($4, id, from_day + $2, from_day + $3)) with ordinality row(value, n) where row.value ->> 'kind' = any ($1) order by row.n $$;
create function pg_temp.told(kinds text[], first_day integer default 0, last_day integer default 6) returns text language sql as $$ -- "booking confirmed 10:00"
    select string_agg(concat_ws(' ', row ->> 'kind', row ->> 'state', to_char((row ->> 'starts_at')::timestamptz at time zone 'Europe/Berlin', 'HH24:MI')), ', ')
    from pg_temp.calendar($1, $2, $3) row $$;
create function pg_temp.refused(first_day date, last_day date) returns text language sql as $$
    select fixture.refusal(format('select pg_temp.asked(%L, %s, %L, %L)', 'operations', id, $1, $2)) from who $$;
create function pg_temp.hours(first_day date, last_day date) returns text language sql as $$ -- by UTC
    select string_agg(to_char((row ->> 'starts_at')::timestamptz at time zone 'UTC', 'DD HH24:MI') || '-' || to_char((row ->> 'ends_at')::timestamptz at time zone 'UTC', 'HH24:MI'), ', ')
    from who, jsonb_array_elements(pg_temp.asked('operations', id, $1, $2)) row where row ->> 'kind' = 'hours' $$;

create temporary table b as select
    fixture.new_booking(chloe, listing, pg_temp.at(0, '10:00')) as plain, fixture.new_booking(zoe, listing, pg_temp.at(0, '13:00'), 'pending_payment') as unpaid,
    fixture.new_booking(chloe, listing, pg_temp.at(1, '23:30')) as across, fixture.new_booking(chloe, listing, pg_temp.at(3, '10:00')) as ended,
    fixture.new_booking(chloe, listing, pg_temp.at(4, '10:00')) as proposed, fixture.new_booking(chloe, listing, pg_temp.at(5, '10:00'), 'cancelled') as over,
    fixture.new_booking(zoe, week_long, pg_temp.at(0, '12:00')) as lasting,
    fixture.new_booking(chloe, course, pg_temp.at(6, '10:00')) as seat, fixture.new_booking(zoe, course, pg_temp.at(6, '10:00'), 'pending_payment') as seat_unpaid
from who;
\ir money.sql
commit; -- the door refuses a transaction of more than five seconds
begin;

-- Who it is, and what takes place.
select is((select jsonb_build_object('id', row -> 'id', 'title', row -> 'title', 'zone', row -> 'zone', 'long', (row ->> 'ends_at')::timestamptz - (row ->> 'starts_at')::timestamptz > interval '6 days') from pg_temp.calendar('{provider}') row),
    (select jsonb_build_object('id', id, 'title', 'Nordlicht', 'zone', 'Europe/Berlin', 'long', true) from who), 'whose days they are, and in which zone');
select is(pg_temp.told('{booking}', 0, 0), 'booking confirmed 10:00, booking pending_payment 13:00', 'a day''s bookings in their order');
select is((select row - 'id' - 'booking_id' - 'starts_at' - 'ends_at' from pg_temp.calendar('{booking}', 0, 0) row limit 1), (
    select jsonb_build_object('kind', 'booking', 'reference', reference, 'state', 'confirmed', 'title', 'Leak repair', 'customer', 'Chloë', 'until', null, 'seats', null, 'taken', null, 'outside_hours', false, 'zone', 'Europe/Berlin')
    from market.booking join b on booking.id = plain), 'what is said of one');
select is((select row ->> 'until' is not null and (row ->> 'until')::timestamptz = slot.held_until from pg_temp.calendar('{booking}', 0, 0) row, b join market.booking_slot slot on slot.booking_id = unpaid where row ->> 'state' = 'pending_payment'), true,
    'what is not paid says until when it is held');
select is(pg_temp.told('{booking}', 1, 1), 'booking confirmed 23:30', 'what goes on past midnight is on its day');
select is(pg_temp.told('{booking}', 2, 2), 'booking confirmed 23:30', 'and on the next');
select is((select string_agg(row ->> 'reference', ', ') from who, b, jsonb_array_elements(pg_temp.asked('operations', other, from_day + 7, from_day + 13)) row where row ->> 'kind' = 'booking'),
    (select reference from market.booking join b on booking.id = lasting), 'what began seven days before and lasts is there');
select is(pg_temp.told('{booking,held,released}', 5, 5), null, 'what was cancelled, and is free, is not');

-- A session is one.
select is((select jsonb_agg(row - 'id' - 'starts_at' - 'ends_at' - 'zone') from pg_temp.calendar('{booking,session}', 6, 6) row), jsonb_build_array(jsonb_build_object('kind', 'session', 'booking_id', seat, 'reference', null,
    'state', null, 'title', 'Course for beginners', 'customer', null, 'until', null, 'seats', 3, 'taken', 2, 'outside_hours', false)), 'two seats are one block') from b;
update market.booking_slot set held_until = guard.clock() - interval '1 second' from b where booking_id = seat_unpaid;
select is((select row ->> 'taken' from pg_temp.calendar('{session}', 6, 6) row), '1', 'a seat whose time to pay is over is taken no more');
update market.booking_slot set held_until = guard.clock() - interval '1 second' from b where booking_id = unpaid;
select is((select row ->> 'until' from pg_temp.calendar('{booking}', 0, 0) row where row ->> 'state' = 'pending_payment'), null, 'and holds nothing');
commit;
begin;

-- Held until a moment.
select fixture.operator('operations', 'cancel', jsonb_build_object('booking', ended)) from b;
select is(pg_temp.told('{booking,held,released}', 3, 3), 'released cancelled 10:00', 'what was cancelled a moment ago is blocked');
select is((select (row ->> 'until')::timestamptz from pg_temp.calendar('{released}', 3, 3) row), release_at, 'until that can no longer be taken back') from b join market.booking_slot on booking_id = ended;
update market.booking_slot set release_at = guard.clock() - interval '1 second' from b where booking_id = ended;
select is(pg_temp.told('{booking,held,released}', 3, 3), null, 'and then is free');
select fixture.provider(nordlicht, 'propose_reschedule', jsonb_build_object('booking', proposed, 'starts_at', pg_temp.at(4, '15:00'))) from who, b;
select is(pg_temp.told('{booking,held,released}', 4, 4), 'booking confirmed 10:00, held confirmed 15:00', 'a time that is proposed is held beside the booking''s own');
select is((select (row ->> 'until')::timestamptz from pg_temp.calendar('{held}', 4, 4) row), due, 'until it lapses') from b join market.timer on entity = 'booking' and entity_id = proposed and operation = 'lapse_reschedule' and timer.state = 'pending';
select fixture.customer(chloe, 'refuse_reschedule', jsonb_build_object('booking', proposed)) from who, b;
select is(pg_temp.told('{booking,held,released}', 4, 4), 'booking confirmed 10:00', 'refused, it is free');
commit;
begin;
-- Cancelled, all of it given back, and reopened: it does not take place before the customer is charged again.
create temporary table paid as select fixture.new_booking(chloe, listing, pg_temp.at(2, '10:00')) as id from who;
select pg_temp.gateway(id) from paid;
select fixture.provider(nordlicht, 'cancel', jsonb_build_object('booking', paid.id)) from paid, who;
select pg_temp.gateway(id) from paid;
select is(pg_temp.told('{booking,held,released}', 2, 2), 'booking confirmed 23:30', 'what the provider cancelled is free');
select fixture.operator('operations', 'override_reopen', jsonb_build_object('booking', id), '{"reason_code": "by_mistake"}') from paid;
select is(pg_temp.told('{booking,held,released}', 2, 2), 'booking confirmed 23:30, held cancelled 10:00', 'what waits for a further charge is held');
select is((select row ->> 'until' from pg_temp.calendar('{held}', 2, 2) row), null, 'until that is answered, whenever it is');
commit;
begin;

-- Hours, on the wall clock of the provider; exceptions and absences taken out of them.
select fixture.provider(nordlicht, 'set_availability', jsonb_build_object('provider', id, 'hours', (select jsonb_agg(jsonb_build_object('weekday', weekday, 'from', '09:00', 'to', '17:00')) from generate_series(1, 7) weekday),
    'exceptions', '[{"day": "2027-03-29", "from": "12:00", "to": "13:00", "available": false}]'::jsonb)) from who;
select is(pg_temp.hours('2027-03-27', '2027-03-29'), '27 08:00-16:00, 28 07:00-15:00, 29 07:00-10:00, 29 11:00-15:00', 'nine is nine when summer time begins, and lunch is an exception');
select is(pg_temp.hours('2027-10-30', '2027-10-31'), '30 07:00-15:00, 31 08:00-16:00', 'and when it ends');
select is((select (row ->> 'ends_at')::timestamptz - (row ->> 'starts_at')::timestamptz from who, jsonb_array_elements(pg_temp.asked('operations', id, day, day)) row where row ->> 'kind' = 'provider'), length, format('%s lasts %s', day, length))
from (values ('2027-03-28'::date, interval '23 hours'), ('2027-10-31', interval '25 hours'), ('2027-11-01', interval '24 hours')) days(day, length);
select fixture.operator('operations', 'provider_away', jsonb_build_object('provider', id, 'first_day', from_day + 4, 'last_day', from_day + 5), '{"reason_code": "sick"}') from who;
select is((select count(*)::integer from pg_temp.calendar('{hours}') row), 5, 'on days of an absence nobody works');
select is((select jsonb_agg(jsonb_build_array((row ->> 'starts_at')::timestamptz, (row ->> 'ends_at')::timestamptz)) from pg_temp.calendar('{absence}', 5, 6) row),
    jsonb_build_array(jsonb_build_array(pg_temp.at(4, '00:00'), pg_temp.at(6, '00:00'))), 'and the absence is told as a whole');
select is(concat(pg_temp.told('{absence}', 0, 3), pg_temp.told('{absence}', 6, 6)), '', 'where it reaches');
select is(pg_temp.told('{booking}', 4, 4), 'booking confirmed 10:00', 'what is booked then is still seen');
commit;
begin;

-- Who may, and what they see.
select is(pg_temp.asked('operations_one_market', abroad, from_day, from_day + 6), '[]', 'nothing of a market that is not one''s own') from who;
select isnt(pg_temp.asked('operations', abroad, from_day, from_day + 6), '[]', 'which is there for others') from who;
select is(pg_temp.asked('operations', 999999, from_day, from_day), '[]', 'nobody''s days are none') from who;
select is((select row ->> 'customer' from pg_temp.calendar('{booking}', 0, 0, login) row limit 1), seen, format('%s sees %s', login, coalesce(seen, 'no name')))
from (values ('support', 'Chloë'), ('operations', 'Chloë'), ('finance', 'Chloë'), ('administrator', 'Chloë'), ('auditor', null)) o(login, seen);
select is(fixture.refusal(format('select fixture.read(%L, %L, %L, %L)', 'steward_gate_public', role, person, format('select * from api.provider_calendar(%s, %L, %L)', id, from_day, from_day))), '42501', format('%s may not ask', role))
from who cross join lateral (values ('steward_customer', chloe::text), ('steward_provider', nordlicht::text), ('steward_anonymous', null)) asking(role, person);
select is(pg_temp.refused(from_day, from_day + 34), null, 'thirty-five days') from who;
select is(pg_temp.refused(first_day, last_day), state, format('not from %s to %s', first_day, last_day))
from who cross join lateral (values (from_day, from_day + 35, 'MP003'), (from_day, from_day - 1, 'MP003'), (null, from_day, 'MP003'), (from_day, null, 'MP003'), ('infinity', 'infinity', 'MP003'), ('-infinity', from_day, 'MP003')) days(first_day, last_day, state);
select * from finish();
rollback;
