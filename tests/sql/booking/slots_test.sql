-- SPDX-License-Identifier: GPL-3.0-or-later
-- A provider's time is given to one booking at a time: adjacency, held slots past their window, payment that comes too late.
begin;
select no_plan();
\ir ../fixture.sql

create temporary table who as
select provider, fixture.new_listing(provider, duration => 'PT2H') as two_hours, fixture.new_listing(provider, duration => 'PT6H') as six_hours,
    fixture.new_listing(provider, duration => 'PT1H') as one_hour, fixture.new_customer() as chloe, fixture.new_customer() as zoe,
    fixture.ahead(100) as noon, fixture.new_listing(fixture.new_provider(102)) as elsewhere, fixture.new_customer(3) as misaki
from (select fixture.new_provider() as provider) made;

create function pg_temp.books(customer bigint, listing bigint, starts timestamptz) returns text language sql as $$
    select fixture.refusal(format('select fixture.customer(%s, %L, %L)', customer, 'book', jsonb_build_object('listing', listing, 'starts_at', starts)))
$$;

commit; -- the door refuses a transaction of more than five seconds
begin;
-- Beside a booking from noon to two.
select is(pg_temp.books(chloe, two_hours, noon), null, 'noon to two is booked') from who;
select is(pg_temp.books(zoe, listing, noon + offset_), state, what)
from who
cross join lateral (values
    (two_hours, interval '0', 'MP032', 'the same time'), (two_hours, interval '-1 hour', 'MP032', 'over its beginning'), (two_hours, interval '1 hour', 'MP032', 'over its end'),
    (six_hours, interval '-2 hours', 'MP032', 'all around it'), (one_hour, interval '30 minutes', 'MP032', 'inside it'),
    (one_hour, interval '0', 'MP032', 'its first hour'), (one_hour, interval '1 hour', 'MP032', 'its last hour'),
    (one_hour, interval '-55 minutes', 'MP032', 'five minutes into it'), (one_hour, interval '1 hour 55 minutes', 'MP032', 'its last five minutes'),
    (one_hour, interval '-1 hour', null, 'right before it'), (two_hours, interval '2 hours', null, 'right after it')) sample(listing, offset_, state, what);
select is((select count(*) from market.booking_slot where blocking), 3::bigint, 'three blocking slots stand');
select is(pg_temp.books(zoe, elsewhere, noon), null, 'another provider is free') from who;

commit;
begin;
-- What can never be booked.
select is(pg_temp.books(chloe, one_hour, starts), state, what)
from who
cross join lateral (values
    (guard.clock() - interval '1 day', 'MP003', 'seconds are no start'), (date_trunc('hour', guard.clock()) - interval '24 hours', 'MP032', 'yesterday'),
    (date_trunc('hour', guard.clock()) + interval '1 hour', 'MP032', 'too soon to be answered'),
    (fixture.ahead(24 * 401), 'MP032', 'too far ahead'), (noon + interval '7 minutes', 'MP003', 'seven past')) sample(starts, state, what);
create temporary table closed as
select fixture.new_listing(provider) as hidden, fixture.new_listing(fixture.new_provider(104)) as suspended from who;
update market.listing set active = false from closed where id = hidden;
set local session_replication_role = replica;
update market.provider set state = 'submitted' from closed join market.listing on listing.id = suspended where provider.id = listing.provider_id;
set local session_replication_role = origin;
select is(pg_temp.books(chloe, hidden, noon + interval '70 hours'), 'MP021', 'a service that is not offered any more') from closed, who;
select is(pg_temp.books(chloe, suspended, noon + interval '70 hours'), 'MP032', 'a provider who is not approved') from closed, who;
select is(pg_temp.books(misaki, one_hour, noon + interval '10 hours'), 'MP032', 'a customer of another market') from who;
select is(fixture.refusal(format('select fixture.customer(%s, %L, %L)', chloe, 'book', '{"listing": 999999, "starts_at": "2030-01-01T00:00:00Z"}')), 'MP021', 'a listing that is none') from who;
select is(fixture.refusal(format('select fixture.customer(%s, %L, %L)', chloe, 'book', jsonb_build_object('listing', one_hour, 'starts_at', 'infinity'))), 'MP002', 'a start that never comes') from who;

commit;
begin;
-- The time to pay runs out: the next booking takes the time, and paying then is too late.
create temporary table held as
select (fixture.customer(chloe, 'book', jsonb_build_object('listing', one_hour, 'starts_at', noon + interval '30 hours')) -> 'result' ->> 'booking')::bigint as late from who;
select is(pg_temp.books(zoe, one_hour, noon + interval '30 hours'), 'MP032', 'held while it can be paid') from who;
update market.booking_slot set held_until = guard.clock() - interval '1 second' from held where booking_id = late;
select is(pg_temp.books(zoe, one_hour, noon + interval '30 hours'), null, 'free when the time to pay is over') from who;
select is((select blocking from market.booking_slot join held on booking_id = late), false, 'the late one holds nothing any more');
select is(fixture.refusal(format('select fixture.worker(%L, %L)', 'authorised', jsonb_build_object('booking', late, 'gateway_reference', 'late', 'expires', guard.clock() + interval '7 days'))), 'MP032', 'and cannot be paid any more') from held;
select fixture.make_due(late) from held;
select is(fixture.refusal(format('select fixture.worker(%L, %L)', 'expire', jsonb_build_object('booking', late))), null, 'it expires') from held;

commit;
begin;
-- Paying late, but nobody took the time: it is taken back.
create temporary table spared as
select (fixture.customer(chloe, 'book', jsonb_build_object('listing', one_hour, 'starts_at', noon + interval '40 hours')) -> 'result' ->> 'booking')::bigint as late from who;
update market.booking_slot set held_until = guard.clock() - interval '1 second' from spared where booking_id = late;
select is(pg_temp.books(zoe, one_hour, noon + interval '50 hours'), null, 'another booking frees what is over') from who;
select is((select blocking from market.booking_slot join spared on booking_id = late), false, 'so the slot is free');
select is(fixture.refusal(format('select fixture.worker(%L, %L)', 'authorised', jsonb_build_object('booking', late, 'gateway_reference', 'spared', 'expires', guard.clock() + interval '7 days'))), null, 'paid after all') from spared;
select is((select (blocking, held_until) from market.booking_slot join spared on booking_id = late), (true, null::timestamptz), 'it holds its time again');

commit;
begin;
-- The constraint has the last word, also against the owner.
select throws_ok(format('insert into market.booking_slot (booking_id, provider_id, during, blocking, proposed) select late, fixture.provider_id(provider), tstzrange(noon + interval ''15 minutes'', noon + interval ''45 minutes''), true, true from spared, who'), '23P01', null, 'no two blocking slots overlap');
select throws_ok(format('insert into market.booking_slot (booking_id, provider_id, during, blocking) select late, fixture.provider_id(provider), %s, true from spared, who', during), '23514', null, what)
from (values ('tstzrange(noon, noon)', 'an empty slot'), ('tstzrange(noon, ''infinity'')', 'an endless one'), ('tstzrange(null, noon)', 'one without beginning'), ('tstzrange(noon, noon + interval ''1 hour'', ''[]'')', 'one that includes its end')) sample(during, what);

-- Time that is not paid is not hoarded.
create temporary table greedy as select fixture.new_customer() as person, fixture.new_listing(fixture.new_provider(103)) as listing;
select is((select count(*) from generate_series(1, 6) n where pg_temp.books(person, listing, fixture.ahead(200 + n)) is null), 5::bigint, 'five bookings may wait to be paid, and no sixth') from greedy;

select is(holds, true, figure) from guard.invariant_no_overlapping_slots();
select is(holds, true, figure) from guard.invariant_live_bookings_hold_their_slot();
select * from finish();
rollback;
