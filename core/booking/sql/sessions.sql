-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Seats. A session's row is locked after what takes or gives back a seat (provider, customer, booking) and before its payment:
-- in the lock order it stands behind bookings, for whoever gives a seat back has locked no provider.

create or replace function guard.session_at(listing bigint, during tstzrange)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    found_one bigint;
begin
    select known.id into found_one
    from market.session known
    where known.listing_id = session_at.listing
        and known.starts_at = lower(session_at.during);
    if not found then
        insert into market.session (listing_id, provider_id, market_id, starts_at, ends_at, capacity, opened_at)
        select offer.id, offer.provider_id, offer.market_id, lower(session_at.during), upper(session_at.during), offer.capacity, guard.clock()
        from market.listing offer
        where offer.id = session_at.listing
        returning id into strict found_one;
    end if;
    return found_one;
end
$$;
comment on function guard.session_at(bigint, tstzrange) is 'The session of a group at a time, opened if there is none yet. Under the provider''s lock.';
select guard.allow_function('guard.session_at(bigint, tstzrange)', '{}');

create or replace function guard.seats_left(session bigint, except_booking bigint default null)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from market.session locked
    where locked.id = seats_left.session
    for no key update;
    -- A statement of its own: it sees what whoever held the lock before has committed.
    return (
        select known.capacity - (
            select count(distinct seat.booking_id)
            from market.booking_slot seat
            where seat.session_id = known.id
                and seat.blocking
                and seat.booking_id is distinct from seats_left.except_booking)
        from market.session known
        where known.id = seats_left.session);
end
$$;
comment on function guard.seats_left(bigint, bigint) is 'How many seats of a session nobody holds, under its lock; those of one booking do not count.';
select guard.allow_function('guard.seats_left(bigint, bigint)', '{}');

create or replace function guard.session_has_its_time(session bigint)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return not exists (
        select
        from market.session known
        join market.booking_slot taken on taken.provider_id = known.provider_id
            and taken.during && known.during
            and taken.blocking
            and taken.session_id is distinct from known.id
        where known.id = session_has_its_time.session);
end
$$;
comment on function guard.session_has_its_time(bigint) is 'Whether nobody but its own seats holds the time of a session. Under the provider''s lock.';
select guard.allow_function('guard.session_has_its_time(bigint)', '{}');

create or replace function guard.sessions_with_room(listing bigint, since timestamptz, customer bigint default null)
returns table (starts_at timestamptz, ends_at timestamptz, seats_free integer, capacity integer)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select known.starts_at, known.ends_at, known.capacity - seats.held, known.capacity::integer
        from market.session known
        cross join lateral (
            select count(distinct seat.booking_id)::integer as held,
                coalesce(bool_or(books.customer_id = sessions_with_room.customer), false) as has_one
            from market.booking_slot seat
            join market.booking books on books.id = seat.booking_id
            where seat.session_id = known.id
                and seat.blocking
                and least(seat.held_until, seat.release_at) > guard.clock() is not false
        ) seats
        where known.listing_id = sessions_with_room.listing
            and known.starts_at >= sessions_with_room.since
            and known.starts_at > guard.clock()
            and seats.held between 1 and known.capacity - 1
            and not guard.away_during(known.provider_id, known.during) && known.during
            and not seats.has_one
        order by known.starts_at
        limit 20;
end
$$;
comment on function guard.sessions_with_room(bigint, timestamptz, bigint) is 'The next sessions of a group, twenty at most, that take place and have a seat to spare; without those that a customer has a seat in.';
select guard.allow_function('guard.sessions_with_room(bigint, timestamptz, bigint)', '{}');

create or replace function guard.next_sessions(session bigint, customer bigint)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select string_agg(guard.moment_text(later.starts_at, later.zone, 'en'), '; ' order by later.starts_at)
        from (
            select room.starts_at, city.zone
            from market.session known
            join market.listing offer on offer.id = known.listing_id
            join market.city on city.id = offer.city_id
            cross join lateral guard.sessions_with_room(offer.id, guard.clock(), next_sessions.customer) room
            where known.id = next_sessions.session
            order by room.starts_at
            limit 3
        ) later);
end
$$;
comment on function guard.next_sessions(bigint, bigint) is 'In words, up to three other sessions of the same group that a customer could come to; null if there is none.';
select guard.allow_function('guard.next_sessions(bigint, bigint)', '{}');

create or replace function guard.seat_of(session bigint, customer bigint, except_booking bigint default null)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What was cancelled a moment ago and can be taken back counts, as its time does elsewhere.
    return (
        select min(books.reference)
        from market.booking_slot seat
        join market.booking books on books.id = seat.booking_id
        where seat.session_id = seat_of.session
            and seat.blocking
            and books.customer_id = seat_of.customer
            and books.id is distinct from seat_of.except_booking);
end
$$;
comment on function guard.seat_of(bigint, bigint, bigint) is 'The booking, but for one, by which a customer holds a seat of a session.';
select guard.allow_function('guard.seat_of(bigint, bigint, bigint)', '{}');

create or replace function guard.check_seat(session bigint, customer bigint, except_booking bigint default null)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    wanted market.session;
    has_one text;
begin
    select known.* into strict wanted
    from market.session known
    where known.id = check_seat.session;
    perform guard.free_lapsed(wanted.provider_id);
    if not guard.session_has_its_time(wanted.id) then
        perform guard.refuse('MP032', 'Somebody else has booked that time.',
            guard.advice_on_taken(wanted.provider_id, wanted.during, check_seat.except_booking, wanted.id));
    end if;
    has_one := guard.seat_of(wanted.id, check_seat.customer, check_seat.except_booking);
    if has_one is not null then
        perform guard.refuse('MP032', format('This customer has a seat in this session already: %s.', has_one), 'Choose another session. Each seat is for one person.');
    end if;
    if guard.seats_left(wanted.id, check_seat.except_booking) < 1 then
        perform guard.refuse('MP032', format('All %s seats of this session are taken.', wanted.capacity),
            coalesce('Sessions with a free seat: ' || guard.next_sessions(wanted.id, check_seat.customer) || '.', 'Choose another time.'));
    end if;
end
$$;
comment on function guard.check_seat(bigint, bigint, bigint) is 'Refuses a seat that a customer can not have: the time is somebody else''s, they have one, or all are taken. Under the provider''s lock.';
select guard.allow_function('guard.check_seat(bigint, bigint, bigint)', '{}');

create or replace function guard.count_seats()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A booking may hold seats of two sessions, its own and one that is proposed. Whoever gives one back may be about to give back the
    -- other: both are locked now, the lower first, so that nobody waits for somebody who waits for them.
    perform
    from market.session locked
    where locked.id = new.session_id
        or new.released_by = guard.invocation_id()
            and locked.id in (
                select given.session_id
                from market.booking_slot given
                where given.booking_id = new.booking_id
                    and (given.released_by = new.released_by or given.release_at is null)
                    and given.session_id is not null)
    order by locked.id
    for no key update;
    -- Counted, not added: what one booking holds twice, for it was moved and moved back, is one seat.
    update market.session
    set taken = (
        select count(distinct seat.booking_id)
        from market.booking_slot seat
        where seat.session_id = new.session_id
            and seat.blocking)
    where session.id = new.session_id;
    return null;
end
$$;
comment on function guard.count_seats() is 'Counts the seats of a session, whoever takes one or gives it back.';
select guard.allow_function('guard.count_seats()', array['steward_owner']);

create or replace function guard.follow_session()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    new.session_id := guard.session_at(new.listing_id, tstzrange(new.starts_at, new.ends_at, '[)'));
    return new;
end
$$;
comment on function guard.follow_session() is 'A booking that moves to another time is a seat of the session of that time.';
select guard.allow_function('guard.follow_session()', array['steward_owner']);

create or replace function guard.effects_seats(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Every look asks, and seldom is it about a seat.
    if not exists (
        select
        from market.booking_slot slot
        where slot.seated_by = effects_seats.invocation)
        and not exists (
            select
            from market.booking_slot slot
            where slot.released_by = effects_seats.invocation
                and slot.session_id is not null)
    then
        return '[]';
    end if;
    return coalesce((
        select jsonb_agg(jsonb_build_object('session', counted.title, 'starts', guard.moment_text(counted.starts_at, counted.zone, 'en'),
            'from', counted.seats - counted.change, 'to', counted.seats, 'capacity', counted.capacity) order by counted.starts_at, counted.id)
        from (
            select known.id, known.starts_at, known.capacity, offer.title, city.zone, sum(seat.has::integer) as seats,
                sum(seat.has::integer - case when seat.is_changed then seat.had else seat.has end::integer) as change
            from market.session known
            join market.listing offer on offer.id = known.listing_id
            join market.city on city.id = offer.city_id
            cross join lateral (
                -- Given back in a moment is given back: that is what the invocation is for.
                select bool_or(slot.release_at is null) as has,
                    coalesce(bool_or(slot.released_by = effects_seats.invocation), false) as had,
                    coalesce(bool_or(effects_seats.invocation in (slot.released_by, slot.seated_by)), false) as is_changed
                from market.booking_slot slot
                where slot.session_id = known.id
                    and (slot.blocking or slot.released_by = effects_seats.invocation)
                group by slot.booking_id
            ) seat
            where known.id in (
                select slot.session_id
                from market.booking_slot slot
                where slot.seated_by = effects_seats.invocation
                union all
                select slot.session_id
                from market.booking_slot slot
                where slot.released_by = effects_seats.invocation)
            group by known.id, offer.id, city.id
        ) counted
        where counted.change <> 0), '[]');
end
$$;
comment on function guard.effects_seats(uuid) is 'The seats that an invocation took or gave back, session by session.';
select guard.allow_function('guard.effects_seats(uuid)', '{}');
select guard.declare_effects('seats', 'guard.effects_seats(uuid)'::regprocedure);
