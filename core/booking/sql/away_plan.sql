-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What could be done with each booking of a provider who is away: what an operator's plan begins with. As for candidates, this runs
-- as the door and applies the caller's markets itself.

create or replace function guard.offer_for(booking bigint, out state_title text, out customer text, out title text, out refund bigint,
    out listing_id bigint, out candidate text, out candidate_price bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    select known.title, person.display_name, listing.title, money.customers, best.listing_id, best.provider, best.price
    into strict state_title, customer, title, refund, listing_id, candidate, candidate_price
    from market.booking books
    join market.booking_state known on known.state = books.state
    join market.customer who on who.id = books.customer_id
    join market.person on person.id = who.person_id
    join market.listing on listing.id = books.listing_id
    cross join lateral guard.held_for(books.id) money
    left join lateral guard.candidates(books.id, 1) best on books.state in ('requested', 'confirmed') and books.starts_at > guard.clock()
    where books.id = offer_for.booking;
end
$$;
comment on function guard.offer_for(bigint) is 'What could be done with a booking that can not take place as it is: the best other provider, and what the customer would get back.';
select guard.allow_function('guard.offer_for(bigint)', '{}');

create or replace function api.away_plan(provider bigint, first_day date, last_day date, after_booking bigint default 0, most integer default 50)
returns table (booking_id bigint, reference text, state text, state_title text, starts_at timestamptz, ends_at timestamptz, zone text, customer text, title text, price bigint,
    currency text, refund bigint, listing_id bigint, candidate text, candidate_price bigint, next_start timestamptz)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    hours_zone text;
    present timestamptz := guard.clock();
    days tstzrange;
    free tstzmultirange;
    books record;
    taken bigint := 0;
begin
    select somebody.zone into hours_zone
    from market.provider somebody
    where somebody.id = away_plan.provider
        and somebody.market_id = any (guard.my_markets());
    if not found or not guard.are_calendar_days(away_plan.first_day, away_plan.last_day, 367) then
        return;
    end if;
    days := guard.days_span(away_plan.first_day, away_plan.last_day + 1, hours_zone);
    -- The eight weeks after the absence. What one booking is offered is not free for the next, so all of them are placed, whichever
    -- page is asked for.
    select guard.working_hours(away_plan.provider, away_plan.last_day + 1, away_plan.last_day + 56) - coalesce(range_agg(slot.during), '{}')
        - tstzmultirange(tstzrange(null, present, '[]'))
    into free
    from market.booking_slot slot
    where slot.provider_id = away_plan.provider
        and slot.during && tstzrange(upper(days), upper(days) + interval '58 days')
        and slot.blocking;
    for books in
        select had.*
        from guard.booked_in(away_plan.provider, days) had
        order by had.id
    loop
        next_start := null;
        if books.state in ('requested', 'confirmed') then
            select moment into next_start
            from unnest(free) span
            cross join lateral date_bin(interval '30 minutes', lower(span) + interval '30 minutes' - interval '1 microsecond', '2000-01-01 00:00+00') moment
            where moment + (books.ends_at - books.starts_at) <= upper(span)
            order by moment
            limit 1;
        end if;
        if next_start is not null then -- without a start and an end it would be all there is
            free := free - tstzmultirange(tstzrange(next_start, next_start + (books.ends_at - books.starts_at)));
        end if;
        continue when books.id <= away_plan.after_booking;
        exit when taken >= least(away_plan.most, 200);
        taken := taken + 1;
        booking_id := books.id;
        reference := books.reference;
        state := books.state;
        starts_at := books.starts_at;
        ends_at := books.ends_at;
        zone := books.zone;
        price := books.price;
        currency := books.currency;
        select offer.* into state_title, customer, title, refund, listing_id, candidate, candidate_price
        from guard.offer_for(books.id) offer;
        return next;
    end loop;
end
$$;
comment on function api.away_plan(bigint, date, date, bigint, integer) is 'The bookings that a provider has on some days, by id, and for each the best other provider, their own next free time after these days, and what the customer would get back.';
select guard.allow_function('api.away_plan(bigint, date, date, bigint, integer)', array['steward_operations']);
