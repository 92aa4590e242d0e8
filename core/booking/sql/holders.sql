-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Which bookings hold a time to which an operator would move another one, and what could be done with each. As for candidates, this runs
-- as the door and applies the caller's markets itself.

create or replace function api.booking_holders(booking bigint, wanted timestamptz)
returns table (booking_id bigint, reference text, state text, state_title text, starts_at timestamptz, ends_at timestamptz, zone text, customer text, title text, price bigint,
    currency text, refund bigint, listing_id bigint, candidate text, candidate_price bigint, next_start timestamptz, only_proposed boolean, obstacle text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    moved market.booking;
    goal tstzrange;
    hours_zone text;
    first_day date;
    free tstzmultirange;
    holder record;
begin
    select books.* into moved
    from market.booking books
    where books.id = booking_holders.booking
        and books.market_id = any (guard.my_markets());
    if not found or not guard.are_calendar_days(booking_holders.wanted::date, booking_holders.wanted::date, 1) then
        return;
    end if;
    goal := tstzrange(booking_holders.wanted, booking_holders.wanted + (moved.ends_at - moved.starts_at), '[)');
    select somebody.zone into strict hours_zone
    from market.provider somebody
    where somebody.id = moved.provider_id;
    first_day := greatest((guard.clock() at time zone hours_zone)::date, (lower(goal) at time zone hours_zone)::date - 7);
    -- The week before and the six weeks after. The time that the booking leaves is free for those who make way, and what one of them
    -- is offered is not free for the next.
    select guard.working_hours(moved.provider_id, first_day, first_day + 48) - coalesce(range_agg(slot.during), '{}')
        - tstzmultirange(goal, tstzrange(null, guard.clock(), '[]'))
    into free
    from guard.slots_at(moved.provider_id, guard.days_span(first_day - 1, first_day + 50, hours_zone), moved.id) slot
    where not slot.during && goal;
    for holder in
        select held.*, books.state, books.starts_at, books.ends_at, books.zone, books.price, books.currency
        from guard.holders_of(moved.id, goal) held
        join market.booking books on books.id = held.booking_id
        order by held.booking_id
    loop
        next_start := null;
        if holder.obstacle is null and holder.state in ('requested', 'confirmed') then
            select moment into next_start
            from unnest(free) span
            cross join lateral generate_series(
                date_bin(interval '30 minutes', lower(span) + interval '30 minutes' - interval '1 microsecond', '2000-01-01 00:00+00'),
                upper(span) - (holder.ends_at - holder.starts_at), interval '30 minutes') moment
            order by greatest(moment - holder.starts_at, holder.starts_at - moment), moment
            limit 1;
        end if;
        if next_start is not null then
            free := free - tstzmultirange(tstzrange(next_start, next_start + (holder.ends_at - holder.starts_at)));
        end if;
        booking_id := holder.booking_id;
        reference := holder.reference;
        state := holder.state;
        starts_at := holder.starts_at;
        ends_at := holder.ends_at;
        zone := holder.zone;
        price := holder.price;
        currency := holder.currency;
        only_proposed := holder.only_proposed;
        obstacle := holder.obstacle;
        select offer.* into state_title, customer, title, refund, listing_id, candidate, candidate_price
        from guard.offer_for(holder.booking_id) offer;
        return next;
    end loop;
end
$$;
comment on function api.booking_holders(bigint, timestamptz) is 'The bookings that hold a time to which another one would move, by id: why one can not make way, or else the best other provider, their own nearest free time, and what the customer would get back.';
select guard.allow_function('api.booking_holders(bigint, timestamptz)', array['steward_operations']);
