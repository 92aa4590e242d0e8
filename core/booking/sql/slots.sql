-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The time of providers: when they work, what bookings hold of it, and how it is given back.

create or replace function guard.working_hours(provider bigint, first_day date, last_day date)
returns tstzmultirange
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    hours_zone text;
    worked tstzmultirange;
    away tstzmultirange;
begin
    select provider.zone into strict hours_zone
    from market.provider
    where provider.id = working_hours.provider;
    if not guard.are_calendar_days(working_hours.first_day, working_hours.last_day, 800) then
        return '{}'; -- each day is looked at, and days without end are never over
    end if;

    -- Hours are meant on the wall clock of the provider's zone, so each day's are placed by that day's own offset: 9:00 is
    -- 9:00 in summer and winter, and a day on which clocks change is an hour shorter or longer. Hours that fall wholly into
    -- the hour that is skipped are none.
    with days as (
        select day::date
        from generate_series(working_hours.first_day::timestamp, working_hours.last_day::timestamp, interval '1 day') day
    ), on_the_wall as (
        select days.day, weekly.from_time, weekly.to_time
        from days
        join market.availability weekly on weekly.provider_id = working_hours.provider
            and weekly.weekday = extract(isodow from days.day)
        where not exists (
            select
            from market.availability_exception instead
            where instead.provider_id = working_hours.provider
                and instead.day = days.day
                and instead.available)
        union all
        select days.day, instead.from_time, instead.to_time
        from days
        join market.availability_exception instead on instead.provider_id = working_hours.provider
            and instead.day = days.day
        where instead.available
    )
    select range_agg(tstzrange((day + from_time) at time zone hours_zone, (day + to_time) at time zone hours_zone))
    into worked
    from on_the_wall
    where (day + from_time) at time zone hours_zone < (day + to_time) at time zone hours_zone;

    select range_agg(tstzrange((day + from_time) at time zone hours_zone, (day + to_time) at time zone hours_zone))
    into away
    from market.availability_exception
    where provider_id = working_hours.provider
        and day between working_hours.first_day and working_hours.last_day
        and not available
        and (day + from_time) at time zone hours_zone < (day + to_time) at time zone hours_zone;

    return coalesce(worked, '{}') - coalesce(away, '{}')
        - guard.away_during(working_hours.provider, guard.days_span(working_hours.first_day, working_hours.last_day + 1, hours_zone));
end
$$;
comment on function guard.working_hours(bigint, date, date) is 'When a provider works on some days of their own zone, bookings not regarded.';
select guard.allow_function('guard.working_hours(bigint, date, date)', '{}');

create or replace function guard.works_during(provider bigint, during tstzrange)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    hours_zone text;
begin
    select provider.zone into strict hours_zone
    from market.provider
    where provider.id = works_during.provider;
    return guard.working_hours(works_during.provider,
        (lower(works_during.during) at time zone hours_zone)::date - 1,
        (upper(works_during.during) at time zone hours_zone)::date + 1) @> works_during.during;
end
$$;
comment on function guard.works_during(bigint, tstzrange) is 'Whether a provider works all through a time, bookings not regarded.';
select guard.allow_function('guard.works_during(bigint, tstzrange)', '{}');

create or replace function guard.free_lapsed(provider bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Sessions whose seats become free are locked first, the lower before the higher.
    perform
    from market.session locked
    where locked.id in (
        select booking_slot.session_id
        from market.booking_slot
        where booking_slot.provider_id = free_lapsed.provider
            and booking_slot.blocking
            and (booking_slot.held_until is not null or booking_slot.release_at is not null)
            and least(booking_slot.held_until, booking_slot.release_at) <= guard.clock()
            and booking_slot.session_id is not null)
    order by locked.id
    for no key update;
    update market.booking_slot
    set blocking = false
    where booking_slot.provider_id = free_lapsed.provider
        and booking_slot.blocking
        and (booking_slot.held_until is not null or booking_slot.release_at is not null)
        and least(booking_slot.held_until, booking_slot.release_at) <= guard.clock();
end
$$;
comment on function guard.free_lapsed(bigint) is 'Frees the time of a provider that is still blocked, but held no longer. Under the provider''s lock.';
select guard.allow_function('guard.free_lapsed(bigint)', '{}');

create or replace function guard.slot_is_free(provider bigint, during tstzrange, except_booking bigint default null)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    seat record;
begin
    -- Only under the lock on the provider's row, which the door holds for operations that say so: then what is free now
    -- stays free, everybody else is told in words, and nobody waits at the exclusion constraint for somebody who waits here.
    perform guard.free_lapsed(slot_is_free.provider);
    select guard.session_at(books.listing_id, slot_is_free.during) as session, books.customer_id into seat
    from market.booking books
    where books.id = slot_is_free.except_booking
        and books.session_id is not null;
    if found then
        return guard.session_has_its_time(seat.session)
            and guard.seat_of(seat.session, seat.customer_id, slot_is_free.except_booking) is null
            and guard.seats_left(seat.session, slot_is_free.except_booking) > 0;
    end if;
    return not exists (
        select
        from market.booking_slot taken
        where taken.provider_id = slot_is_free.provider
            and taken.during && slot_is_free.during
            and taken.blocking
            and taken.booking_id is distinct from slot_is_free.except_booking);
end
$$;
comment on function guard.slot_is_free(bigint, tstzrange, bigint) is 'Whether a booking can hold a time of a provider, or a seat in its session, once those are freed whose time is over. Under the provider''s lock.';
select guard.allow_function('guard.slot_is_free(bigint, tstzrange, bigint)', '{}');

create or replace function guard.release_slot(booking bigint, only_proposed boolean default false)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- What an operator does can be taken back for a while; until then the time stays blocked, or there would be nothing
    -- to give back. What nobody can take back frees it at once.
    -- (Only by the booking: "and blocking" would let a ready plan walk the exclusion constraint's index instead, all of it.)
    update market.booking_slot
    set blocking = booking_slot.blocking and guard.outbox_after() is not null,
        release_at = case when booking_slot.blocking then guard.outbox_due() end,
        released_by = case when booking_slot.blocking then guard.invocation_id() end
    where booking_slot.booking_id = release_slot.booking
        and booking_slot.release_at is null -- what was given back before stays so
        and (booking_slot.proposed or not release_slot.only_proposed);
end
$$;
comment on function guard.release_slot(bigint, boolean) is 'Gives what a booking holds, or only what is proposed, back to the provider, when that can no longer be taken back.';
select guard.allow_function('guard.release_slot(bigint, boolean)', '{}');

create or replace function guard.undo_slots(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- It was moved: what it holds now goes, for what it held before comes back.
    update market.booking_slot
    set blocking = false,
        release_at = guard.clock(),
        released_by = guard.invocation_id()
    from market.booking_slot former
    where former.released_by = undo_slots.undone
        and (former.blocking or former.displaced)
        and not former.proposed
        and booking_slot.booking_id = former.booking_id
        and booking_slot.release_at is null;
    perform guard.check_still_free(undo_slots.undone);
    update market.booking_slot
    set blocking = true,
        displaced = false,
        release_at = null,
        released_by = null
    where booking_slot.released_by = undo_slots.undone
        and (booking_slot.blocking or booking_slot.displaced);
    -- More time to pay was given: the provider's time is held as long as before.
    update market.booking_slot
    set held_until = lapse.due
    from market.timer lapse
    where lapse.entity = 'booking'
        and lapse.entity_id = booking_slot.booking_id
        and lapse.operation = 'expire'
        and lapse.state = 'pending'
        and lapse.moved_by = undo_slots.undone
        and booking_slot.held_until is not null;
    if exists (select from market.booking_slot where booking_slot.released_by = undo_slots.undone) then
        perform guard.refuse('MP033', 'The provider''s time has been given to somebody else since.', 'Make a new booking.');
    end if;
end
$$;
comment on function guard.undo_slots(uuid) is 'Takes the time of a booking back, if nobody else has it.';
select guard.allow_function('guard.undo_slots(uuid)', '{}');
select guard.declare_undo('guard.undo_slots(uuid)'::regprocedure);
