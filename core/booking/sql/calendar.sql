-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What a provider's days look like: one call for all that a calendar shows of them. Hours are not for operators to read and held time is
-- what no booking says, so, as for candidates, this runs as the door and applies the caller's markets itself.

create or replace function guard.days_of_provider(provider bigint, span tstzrange)
returns table (kind text, booking_id bigint, session_id bigint, reference text, state text, starts_at timestamptz, ends_at timestamptz, title text,
    customer_id bigint, until timestamptz, seats integer, taken integer, outside_hours boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        with held as (
            -- What is over, and only not freed yet, holds nothing: as everywhere that asks who is free.
            select slot.booking_id, slot.session_id, slot.during, slot.proposed, slot.held_until, slot.release_at
            from market.booking_slot slot
            where slot.provider_id = days_of_provider.provider
                and slot.during && days_of_provider.span
                and slot.blocking
                and least(slot.held_until, slot.release_at) > guard.clock() is not false
        )
        select 'booking', books.id, null::bigint, books.reference, books.state, books.starts_at, books.ends_at, listing.title::text, books.customer_id, own.held_until,
            null::integer, null::integer, books.outside_hours
        from market.booking books
        join market.booking_state known on known.state = books.state
        join market.listing on listing.id = books.listing_id
        left join held own on own.booking_id = books.id
            and own.release_at is null
            and not own.proposed
        where books.provider_id = days_of_provider.provider
            and books.starts_at > lower(days_of_provider.span) - interval '8 days' -- nothing lasts longer than seven
            and books.starts_at < upper(days_of_provider.span)
            and books.ends_at > lower(days_of_provider.span)
            and known.blocking
            and books.session_id is null
        union all
        -- Held beside a booking's own time: proposed, given back a moment ago, or waiting for a further charge.
        select case when held.release_at is not null then 'released' else 'held' end, books.id, null, books.reference, books.state, lower(held.during), upper(held.during),
            listing.title::text, books.customer_id,
            coalesce(held.release_at, held.held_until, (
                select lapse.due
                from market.timer lapse
                where lapse.entity = 'booking'
                    and lapse.entity_id = books.id
                    and lapse.operation = 'lapse_reschedule'
                    and lapse.state = 'pending')),
            null, null, false
        from held
        join market.booking books on books.id = held.booking_id
        join market.booking_state known on known.state = books.state
        join market.listing on listing.id = books.listing_id
        where held.session_id is null
            and (held.release_at is not null or held.proposed or not known.blocking)
        union all
        select 'session', (array_agg(held.booking_id order by held.booking_id))[1], together.id, null, null, together.starts_at, together.ends_at, listing.title::text, null, null,
            together.capacity::integer, count(distinct held.booking_id)::integer, false
        from held
        join market.session together on together.id = held.session_id
        join market.listing on listing.id = together.listing_id
        group by together.id, listing.id;
end
$$;
comment on function guard.days_of_provider(bigint, tstzrange) is 'What takes a provider''s time: bookings of their own, sessions as one, and time that is held without taking place.';
select guard.allow_function('guard.days_of_provider(bigint, tstzrange)', '{}');

create or replace function api.provider_calendar(provider bigint, first_day date, last_day date)
returns table (kind text, id bigint, booking_id bigint, reference text, state text, starts_at timestamptz, ends_at timestamptz, title text, customer text,
    until timestamptz, seats integer, taken integer, outside_hours boolean, zone text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    shown record;
    span tstzrange;
    sees_names boolean := guard.my_roles() && array['steward_support', 'steward_operations', 'steward_finance', 'steward_administrator'];
begin
    if not guard.are_calendar_days(provider_calendar.first_day, provider_calendar.last_day, 35) then
        perform guard.refuse('MP003', 'A calendar shows one day to thirty-five.', 'Ask for fewer days, the last not before the first.');
    end if;
    select somebody.id, somebody.name, somebody.zone into shown
    from market.provider somebody
    where somebody.id = provider_calendar.provider
        and somebody.market_id = any (guard.my_markets());
    if not found then
        return;
    end if;
    span := guard.days_span(provider_calendar.first_day, provider_calendar.last_day + 1, shown.zone);
    return query
        select 'provider', shown.id, null::bigint, null, null, lower(span), upper(span), shown.name::text, null, null::timestamptz, null::integer, null::integer, false, shown.zone::text
        union all
        select 'hours', null, null, null, null, lower(works), upper(works), null, null, null, null, null, false, shown.zone
        from unnest(guard.working_hours(shown.id, provider_calendar.first_day, provider_calendar.last_day)) works
        union all
        select 'absence', absence.id, null, null, null, lower(away), upper(away), null, null, null, null, null, false, shown.zone
        from market.absence
        cross join lateral guard.days_span(absence.first_day, coalesce(absence.free_from, absence.last_day + 1), shown.zone) away
        where absence.provider_id = shown.id
            and absence.last_day >= provider_calendar.first_day
            and away && span
        union all
        select taking.kind, coalesce(taking.session_id, taking.booking_id), taking.booking_id, taking.reference, taking.state, taking.starts_at, taking.ends_at, taking.title,
            case when sees_names then (
                select split_part(person.display_name, ' ', 1)
                from market.customer
                join market.person on person.id = customer.person_id
                where customer.id = taking.customer_id) end,
            taking.until, taking.seats, taking.taken, taking.outside_hours, shown.zone
        from guard.days_of_provider(shown.id, span) taking
        order by 6, 1, 3;
end
$$;
comment on function api.provider_calendar(bigint, date, date) is 'The days of a provider, thirty-five at most, of their own zone: who it is, their hours, absences, bookings, sessions as one, and time that is held until a moment. The customer''s first name is not for auditors.';
select guard.allow_function('api.provider_calendar(bigint, date, date)', guard.operators());
