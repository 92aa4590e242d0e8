-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What an operator chooses from: who else could deliver a booking, and when it could take place. Hours are not for operators to
-- read and free time is what no slot says, so this runs as the door and applies the caller's markets itself.

create or replace function guard.candidates(booking bigint, most integer)
returns table (listing_id bigint, title text, provider_id bigint, provider text, city text, same_city boolean, km integer, rating text, price bigint,
    difference bigint, currency text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    wanted record;
    offer record;
    found_so_far integer := 0;
begin
    select books.*, tstzrange(books.starts_at, books.ends_at, '[)') as during into wanted
    from market.booking books
    where books.id = candidates.booking
        and books.market_id = any (guard.my_markets());
    if not found then
        return;
    end if;
    -- Ranked first and asked then, one after the other until there are enough: whether somebody works and is free costs more
    -- than where they stand. Of each provider only the offer that is nearest to the price.
    for offer in
        select nearest.*, town.name as city_name, guard.distance_km(home.latitude, home.longitude, town.latitude, town.longitude) as km
        from (
            select distinct on (offers.provider_id) offers.id, offers.title, offers.provider_id, offers.city_id, offers.price,
                somebody.name, somebody.rating
            from market.listing offers
            join market.provider somebody on somebody.id = offers.provider_id
            where offers.market_id = wanted.market_id
                and offers.category_id = wanted.category_id
                and offers.currency = wanted.currency
                and offers.active
                and offers.capacity = 1
                and wanted.session_id is null -- a seat goes to another session, not to another provider
                and offers.provider_id <> wanted.provider_id
                and somebody.state = 'approved'
            order by offers.provider_id, offers.city_id <> wanted.city_id, abs(offers.price - wanted.price), offers.id
        ) nearest
        join market.city town on town.id = nearest.city_id
        join market.city home on home.id = wanted.city_id
        order by nearest.city_id <> wanted.city_id, km nulls last, nearest.rating desc nulls last, abs(nearest.price - wanted.price), nearest.id
        limit 500
    loop
        continue when exists (
            select
            from market.booking_slot taken
            where taken.provider_id = offer.provider_id
                and taken.during && wanted.during
                and taken.blocking
                and taken.booking_id <> wanted.id
                and least(taken.held_until, taken.release_at) > guard.clock() is not false);
        continue when not guard.works_during(offer.provider_id, wanted.during);
        listing_id := offer.id;
        title := offer.title;
        provider_id := offer.provider_id;
        provider := offer.name;
        city := offer.city_name;
        same_city := offer.city_id = wanted.city_id;
        km := offer.km;
        rating := offer.rating::text;
        price := offer.price;
        difference := offer.price - wanted.price;
        currency := wanted.currency;
        return next;
        found_so_far := found_so_far + 1;
        exit when found_so_far = candidates.most;
    end loop;
end
$$;
comment on function guard.candidates(bigint, integer) is 'The first of the other providers who could deliver a booking at its time.';
select guard.allow_function('guard.candidates(bigint, integer)', '{}');

create or replace function api.booking_candidates(booking bigint)
returns table (listing_id bigint, title text, provider_id bigint, provider text, city text, same_city boolean, km integer, rating text, price bigint,
    difference bigint, currency text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select best.*
        from guard.candidates(booking_candidates.booking, 20) best;
end
$$;
comment on function api.booking_candidates(bigint) is 'Up to twenty other providers who could deliver a booking at its time: approved, working, free, of the same kind of service; those of its city first, then the nearest, then the best rated; km is from the middle of one city to that of the other.';
select guard.allow_function('api.booking_candidates(bigint)', array['steward_operations']);

create or replace function api.listing_sessions(listing bigint)
returns table (starts_at timestamptz, ends_at timestamptz, seats_free integer, capacity integer)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select room.*
        from market.listing offer
        cross join lateral guard.sessions_with_room(offer.id, guard.clock()) room
        where offer.id = listing_sessions.listing
            and offer.active;
end
$$;
comment on function api.listing_sessions(bigint) is 'The next sessions, twenty at most, of a group that is offered, in which there is a seat to spare.';
select guard.allow_function('api.listing_sessions(bigint)', array['steward_anonymous', 'steward_customer'] || guard.operators());

create or replace function guard.free_starts(provider bigint, length interval, first_day date, except_booking bigint, most integer)
returns setof timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    first_one date;
    worked tstzmultirange;
    week integer;
    start timestamptz;
    found_so_far integer := 0;
begin
    select greatest(coalesce(free_starts.first_day, '-infinity'), (guard.clock() at time zone works.zone)::date) into first_one
    from market.provider works
    where works.id = free_starts.provider;
    -- Week by week, and eight at most: whoever does not work for two months is not chosen from a list.
    for week in 0..7 loop
        select guard.working_hours(free_starts.provider, first_one + 7 * week, first_one + 7 * week + 6)
            - coalesce(range_agg(taken.during), '{}') - tstzmultirange(tstzrange(null, guard.clock(), '[]'))
        into worked
        from market.booking_slot taken
        where taken.provider_id = free_starts.provider
            and taken.during && tstzrange((first_one + 7 * week - 1)::timestamptz, (first_one + 7 * week + 8)::timestamptz)
            and taken.blocking
            and (taken.booking_id is distinct from free_starts.except_booking or taken.session_id is not null) -- the others of its session stay
            and least(taken.held_until, taken.release_at) > guard.clock() is not false;
        for start in
            select moment
            from unnest(worked) span
            cross join lateral generate_series(
                date_bin(interval '30 minutes', lower(span) + interval '30 minutes' - interval '1 microsecond', '2000-01-01 00:00+00'),
                upper(span) - free_starts.length, interval '30 minutes') moment
            order by moment
        loop
            return next start;
            found_so_far := found_so_far + 1;
            if found_so_far >= free_starts.most then
                return;
            end if;
        end loop;
    end loop;
end
$$;
comment on function guard.free_starts(bigint, interval, date, bigint, integer) is 'The next moments, on the half hour, at which a provider works and is free for so long, from a day on, but for what one booking holds itself.';
select guard.allow_function('guard.free_starts(bigint, interval, date, bigint, integer)', '{}');

create or replace function api.listing_times(listing bigint, first_day date default null)
returns table (starts_at timestamptz, ends_at timestamptz, seats_free integer, capacity integer)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select start, start + offer.duration, case when offer.capacity > 1 then offer.capacity::integer end, case when offer.capacity > 1 then offer.capacity::integer end
        from market.listing offer
        join market.provider on provider.id = offer.provider_id
        cross join lateral guard.free_starts(offer.provider_id, offer.duration, listing_times.first_day, null, 50) start
        where offer.id = listing_times.listing
            and offer.active
            and provider.state = 'approved';
end
$$;
comment on function api.listing_times(bigint, date) is 'The next starts, fifty at most, at which a service that is offered can be booked, from a day on; of a group''s, those at which a new session can be opened (listing_sessions has those with a seat to spare).';
select guard.allow_function('api.listing_times(bigint, date)', array['steward_anonymous', 'steward_customer'] || guard.operators());

create or replace function api.booking_slots(booking bigint, first_day date default null)
returns table (starts_at timestamptz, ends_at timestamptz, seats_free integer, capacity integer)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    wanted record;
    found_so_far integer := 0;
begin
    select books.*, books.ends_at - books.starts_at as length, provider.zone as hours_zone, offer.capacity as seats into wanted
    from market.booking books
    join market.listing offer on offer.id = books.listing_id
    join market.provider on provider.id = books.provider_id
    where books.id = booking_slots.booking
        and books.market_id = any (guard.my_markets());
    if not found then
        return;
    end if;
    -- A seat comes to where others come already, if it can.
    for starts_at, ends_at, seats_free, capacity in
        select others.starts_at, others.ends_at, others.seats_free, others.capacity
        from guard.sessions_with_room(wanted.listing_id,
            (greatest(coalesce(booking_slots.first_day, '-infinity'), (guard.clock() at time zone wanted.hours_zone)::date)::timestamp) at time zone wanted.hours_zone,
            wanted.customer_id) others
        where wanted.session_id is not null
    loop
        return next;
        found_so_far := found_so_far + 1;
    end loop;
    seats_free := case when wanted.session_id is not null then wanted.seats end;
    capacity := seats_free;
    for starts_at in
        select start
        from guard.free_starts(wanted.provider_id, wanted.length, booking_slots.first_day, wanted.id, 51 - found_so_far) start
        where start <> wanted.starts_at
        limit 50 - found_so_far
    loop
        ends_at := starts_at + wanted.length;
        return next;
    end loop;
end
$$;
comment on function api.booking_slots(bigint, date) is 'The next starts, fifty at most, at which the provider of a booking works and is free, from a day on; the booking''s own time does not count. For a seat, first the sessions that have one to spare, then times at which a new one could be opened.';
select guard.allow_function('api.booking_slots(bigint, date)', array['steward_operations', 'steward_support']);
