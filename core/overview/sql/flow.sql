-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The live flow of bookings: how many stand in each state and since when, what went along each arrow, and what became of those
-- that were made. By the door, as figures.sql is.

create or replace function api.overview_states(market integer default null)
returns table (state text, title text, final boolean, ordinal integer, n bigint, more boolean, oldest timestamptz, rule text, counted_at timestamptz)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    markets integer[] := array(
        select reach.id
        from unnest(guard.my_markets()) reach(id)
        where reach.id = coalesce(overview_states.market, reach.id));
begin
    return query
        select known.state, known.title::text, known.final, known.ordinal::integer,
            least(counted.n, 10000), counted.n > 10000, longest.since,
            'The bookings that are in this state now, whenever they came to it; counted up to 10,000.', guard.clock()
        from market.booking_state known
        cross join lateral (
            select coalesce(sum(part.n), 0)::bigint as n
            from unnest(markets) home(id)
            cross join lateral (
                select count(*) as n
                from (
                    select
                    from market.booking
                    where booking.market_id = home.id
                        and booking.state = known.state
                    limit 10001
                ) some_of_them
            ) part
        ) counted
        left join lateral (
            select min(first.entered_at) as since
            from unnest(markets) home(id)
            cross join lateral (
                select booking.entered_at
                from market.booking
                where booking.market_id = home.id
                    and booking.state = known.state
                    and booking.state <> all (array['settled', 'declined', 'expired', 'cancelled'])
                order by booking.entered_at
                limit 1
            ) first
        ) longest on true
        order by known.ordinal;
end
$$;
comment on function api.overview_states(integer) is 'Each state of a booking with how many of the caller''s markets, or of one of them, are in it, counted up to 10,000, and since when the one that has been longest; null where nothing waits.';
select guard.allow_function('api.overview_states(integer)', guard.operators());

create or replace function api.overview_arrows(first date, last date, market integer default null)
returns table (from_state text, to_state text, titles text[], n bigint, rule text, zone text, begins timestamptz, ends timestamptz, counted_at timestamptz, note text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    span record := guard.overview_span(overview_arrows.first, overview_arrows.last, overview_arrows.market);
    taken_back_until timestamptz := span.ends + guard.undo_window();
begin
    return query
        with taken_back as materialized (
            select event.undoes
            from market.event
            where event.undoes is not null
                and event.at >= span.begins
                and event.at < taken_back_until
        ), moved as (
            select event.from_state, event.to_state, count(*) as n
            from market.event
            where event.entity = 'booking'
                and event.from_state is distinct from event.to_state
                and event.market_id = any (span.markets)
                and event.at >= span.begins
                and event.at < span.ends
                and event.undoes is null
                and not exists (select from taken_back where taken_back.undoes = event.id)
            group by 1, 2
        ), arrow as (
            select step.from_state, step.to_state, array_agg(distinct step.title::text) as titles
            from market.transition step
            where step.entity = 'booking'
                and step.from_state is distinct from step.to_state
            group by 1, 2
        )
        select arrow.from_state, arrow.to_state, arrow.titles, coalesce(moved.n, 0),
            case
                when arrow.from_state is null then 'The bookings made in the range.'
                else 'How often bookings took this step in the range, without what was taken back.'
            end,
            span.zone, span.begins, span.ends, guard.clock(),
            case when arrow.from_state is not null then 'Steps are counted, not bookings: the list has each booking once, also if it took the step again.' end
        from arrow
        left join moved on moved.from_state is not distinct from arrow.from_state and moved.to_state = arrow.to_state
        order by arrow.from_state nulls first, arrow.to_state;
end
$$;
comment on function api.overview_arrows(date, date, integer) is 'Each arrow of the booking''s workflow with how many bookings of the caller''s markets, or of one of them, went along it in a range of days; what was taken back did not.';
select guard.allow_function('api.overview_arrows(date, date, integer)', guard.operators());

create or replace function api.overview_outcomes(first date, last date, market integer default null)
returns table (outcome text, title text, ordinal integer, counts bigint[])
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    span record := guard.overview_span(overview_outcomes.first, overview_outcomes.last, overview_outcomes.market);
begin
    return query
        with known as (
            select *
            from (values
                (1, 'open', 'Open', array['pending_payment', 'requested', 'confirmed', 'in_progress']),
                (2, 'completed', 'Completed', array['completed', 'settled']),
                (3, 'trouble', 'No-show, disputed', array['no_show', 'disputed']),
                (4, 'ended', 'Fell through', array['declined', 'expired', 'cancelled'])) outcome(ordinal, name, title, states)
        ), made as materialized (
            select booking.state, (booking.created_at at time zone span.zone)::date as day, count(*) as n
            from market.booking
            where booking.market_id = any (span.markets)
                and booking.created_at >= span.begins
                and booking.created_at < span.ends
            group by 1, 2
        )
        select known.name, known.title, known.ordinal, series.counts
        from known
        cross join lateral (
            select array_agg(coalesce(there.n, 0)::bigint order by turn.n) as counts
            from generate_series(0, span.days - 1) turn(n)
            left join lateral (
                select sum(made.n) as n
                from made
                where made.day = overview_outcomes.first + turn.n
                    and made.state = any (known.states)
            ) there on true
        ) series
        order by known.ordinal;
end
$$;
comment on function api.overview_outcomes(date, date, integer) is 'What has become until now of the bookings of the caller''s markets, or of one of them, day by day as they were made.';
select guard.allow_function('api.overview_outcomes(date, date, integer)', guard.operators());
