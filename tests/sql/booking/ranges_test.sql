-- SPDX-License-Identifier: GPL-3.0-or-later
-- Forty pairs of times of one provider, by the constraint alone: those that touch stand beside each other, those that share
-- a moment do not, and what is no time at all stands nowhere.
begin;
select no_plan();
\ir ../fixture.sql
create table fixture.made as
select fixture.new_booking(fixture.new_customer(), fixture.new_listing(fixture.new_provider()), fixture.ahead(72), 'pending_payment') as booking;
create table fixture.one as
select made.booking, booking.provider_id as provider from fixture.made join market.booking on booking.id = made.booking;
update market.booking_slot set blocking = false, release_at = guard.clock(), released_by = gen_random_uuid();

-- Hours of one day, as numbers: the second against the first; null is endless.
create function fixture.time_of(hour numeric) returns timestamptz language sql immutable as $$
    select case when $1 = 'infinity' then 'infinity' when $1 = '-infinity' then '-infinity' else timestamptz '2031-05-12 00:00Z' + $1 * interval '1 hour' end
$$;
create function fixture.pair(first tstzrange, second tstzrange, other_provider boolean default false, blocks boolean default true) returns text language plpgsql as $$
begin
    insert into market.booking_slot (booking_id, provider_id, during, blocking) select booking, provider, pair.first, true from fixture.one;
    -- Another booking: what refers to it is not asked for here.
    set local session_replication_role = replica;
    insert into market.booking_slot (booking_id, provider_id, during, blocking)
    select booking + 1000000, provider + pair.other_provider::integer, pair.second, pair.blocks from fixture.one;
    raise exception using errcode = 'TAKE1';
exception
    when sqlstate 'TAKE1' then return 'both';
    when exclusion_violation then return 'one';
    when check_violation then return 'none';
end
$$;
create table fixture.sample as
select row_number() over () as n, sample.*
from (values
    -- From ten to twelve, and: beside it.
    (10, 12, 12, 14, '[)', 'both'), (10, 12, 8, 10, '[)', 'both'), (10, 12, 12, 12.25, '[)', 'both'), (10, 12, 9.75, 10, '[)', 'both'), (10, 12, 13, 14, '[)', 'both'),
    (10, 12, 0, 10, '[)', 'both'), (10, 12, 12, 48, '[)', 'both'), (0, 24, 24, 48, '[)', 'both'), (0, 24, -24, 0, '[)', 'both'), (10, 10.25, 10.25, 10.5, '[)', 'both'),
    -- Sharing a moment with it.
    (10, 12, 10, 12, '[)', 'one'), (10, 12, 11, 13, '[)', 'one'), (10, 12, 9, 11, '[)', 'one'), (10, 12, 10.5, 11.5, '[)', 'one'), (10, 12, 8, 14, '[)', 'one'),
    (10, 12, 10, 11, '[)', 'one'), (10, 12, 11, 12, '[)', 'one'), (10, 12, 8, 12, '[)', 'one'), (10, 12, 10, 14, '[)', 'one'), (10, 12, 11.999, 13, '[)', 'one'),
    (10, 12, 9, 10.001, '[)', 'one'), (10, 12, 0, 24, '[)', 'one'), (0, 24, 23, 25, '[)', 'one'), (0, 24, -1, 1, '[)', 'one'),
    -- Of no length, backwards, without end, with the wrong bounds.
    (10, 12, 12, 12, '[)', 'none'), (10, 12, 14, 14, '[)', 'none'), (10, 12, 14, 13, '[)', 'no range'), (10, 12, 24, 0, '[)', 'no range'),
    (10, 12, 12, 'infinity', '[)', 'none'), (10, 12, '-infinity', 10, '[)', 'none'), (10, 12, '-infinity', 'infinity', '[)', 'none'), (10, 12, 14, null, '[)', 'none'), (10, 12, null, 8, '[)', 'none'), (10, 12, null, null, '[)', 'none'),
    (10, 12, 14, 15, '[]', 'none'), (10, 12, 14, 15, '(]', 'none'), (10, 12, 14, 15, '()', 'none'), (10, 12, 14, 14, '[]', 'none'), (10, 12, 14, 14, '()', 'none'), (10, 12, 12, 13, '[]', 'none'))
    sample(a, b, c, d, bounds, outcome);
create function fixture.tries(sample fixture.sample) returns text language plpgsql as $$
begin
    return fixture.pair(tstzrange(fixture.time_of(sample.a), fixture.time_of(sample.b)), tstzrange(fixture.time_of(sample.c), fixture.time_of(sample.d), sample.bounds));
exception
    when data_exception then return 'no range'; -- it can not even be said
end
$$;

select is((select count(*) from fixture.sample), 40::bigint, 'forty pairs');
select is(fixture.tries(sample), outcome, format('%s to %s, and %s%s to %s%s', a, b, left(bounds, 1), coalesce(c::text, 'ever'), coalesce(d::text, 'ever'), right(bounds, 1)))
from fixture.sample order by n;
select is(fixture.pair(tstzrange(fixture.time_of(10), fixture.time_of(12)), tstzrange(fixture.time_of(10), fixture.time_of(12)), other_provider => true), 'both', 'another provider has time of their own');
select is(fixture.pair(tstzrange(fixture.time_of(10), fixture.time_of(12)), tstzrange(fixture.time_of(10), fixture.time_of(12)), blocks => false), 'both', 'what does not block is in nobody''s way');

select * from finish();
rollback;
