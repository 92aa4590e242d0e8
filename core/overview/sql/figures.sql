-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Figures of a range, beside those of the range before. What an undo took back never happened here. Nothing is kept: all is
-- counted from bookings, refunds and events when it is asked, by indexes that hold what is counted.

create or replace function guard.overview_figure_rules()
returns table (ordinal integer, figure text, title text, unit text, rule text)
language sql
immutable
begin atomic
    select *
    from (values
        (1, 'bookings', 'Bookings', 'count', 'All bookings made in the range, paid for or not.'),
        (2, 'gross_value', 'Gross value', 'money', 'The price of the bookings made in the range, without those for which no payment was ever authorised.'),
        (3, 'take_rate', 'Take rate', 'rate', 'The commission of the bookings in the gross value, of their price: what the platform keeps if all goes to the provider.'),
        (4, 'acceptance_rate', 'Acceptance rate', 'rate', 'Of the requests that were accepted, declined or lapsed unanswered in the range, those accepted.'),
        (5, 'time_to_accept', 'Time to accept', 'seconds', 'From the request to its acceptance, the middle one (median) of those accepted in the range.'),
        (6, 'completion_rate', 'Completion rate', 'rate', 'Of the confirmed bookings that were completed, cancelled or reported as a no-show in the range, those completed.'),
        (7, 'cancellation_rate', 'Cancellation rate', 'rate', 'Of the confirmed bookings that were completed, cancelled or reported as a no-show in the range, those cancelled.'),
        (8, 'no_show_rate', 'No-show rate', 'rate', 'Of the confirmed bookings that were completed, cancelled or reported as a no-show in the range, those reported as a no-show.'),
        (9, 'dispute_rate', 'Dispute rate', 'rate', 'Disputes opened in the range, for each booking that was completed or reported as a no-show in it.'),
        (10, 'refunds', 'Refunds', 'money', 'What was given back to customers in the range, without refunds that were cancelled or that the gateway refused.')
    ) known(ordinal, figure, title, unit, rule);
end;
comment on function guard.overview_figure_rules() is 'The figures of the Overview: in which unit, and what is counted.';
select guard.allow_function('guard.overview_figure_rules()', '{}');

create or replace function api.overview_figures(first date, last date, market integer default null)
returns table (ordinal integer, figure text, title text, unit text, rule text, currency text, part bigint, whole bigint,
    part_before bigint, whole_before bigint, parts bigint[], wholes bigint[], parts_before bigint[])
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    span record := guard.overview_span(overview_figures.first, overview_figures.last, overview_figures.market);
    taken_back_until timestamptz := span.ends + guard.undo_window();
begin
    return query
        with taken_back as materialized (
            select event.undoes
            from market.event
            where event.undoes is not null
                and event.at >= span.earlier_begins
                and event.at < taken_back_until
        ), moved as materialized (
            select event.at >= span.begins as present, (event.at at time zone span.zone)::date as day, event.from_state, event.to_state, count(*) as n
            from market.event
            where event.entity = 'booking'
                and event.from_state is distinct from event.to_state
                and event.market_id = any (span.markets)
                and event.at >= span.earlier_begins
                and event.at < span.ends
                and (event.at < span.earlier_ends or event.at >= span.begins)
                and event.undoes is null
                and not exists (select from taken_back where taken_back.undoes = event.id)
            group by 1, 2, 3, 4
        ), counted as (
            select moved.present, moved.day,
                sum(moved.n) filter (where moved.from_state = 'requested' and moved.to_state = 'confirmed') as accepted,
                sum(moved.n) filter (where moved.from_state = 'requested' and moved.to_state in ('confirmed', 'declined', 'expired')) as answered,
                sum(moved.n) filter (where moved.from_state in ('confirmed', 'in_progress') and moved.to_state = 'completed') as completed,
                sum(moved.n) filter (where moved.from_state in ('confirmed', 'in_progress') and moved.to_state = 'cancelled') as cancelled,
                sum(moved.n) filter (where moved.from_state in ('confirmed', 'in_progress') and moved.to_state = 'no_show') as missed,
                sum(moved.n) filter (where moved.from_state in ('confirmed', 'in_progress')
                    and moved.to_state in ('completed', 'cancelled', 'no_show')) as concluded,
                sum(moved.n) filter (where moved.from_state in ('confirmed', 'in_progress')
                    and moved.to_state in ('completed', 'no_show')) as over,
                sum(moved.n) filter (where moved.to_state = 'disputed') as disputed
            from moved
            group by 1, 2
        ), booked as materialized (
            select booking.created_at >= span.begins as present, (booking.created_at at time zone span.zone)::date as day, booking.currency,
                count(*) as n,
                count(*) filter (where booking.authorised_until is not null) as authorised,
                sum(booking.price) filter (where booking.authorised_until is not null) as price,
                sum(booking.commission) filter (where booking.authorised_until is not null) as commission
            from market.booking
            where booking.market_id = any (span.markets)
                and booking.created_at >= span.earlier_begins
                and booking.created_at < span.ends
                and (booking.created_at < span.earlier_ends or booking.created_at >= span.begins)
            group by 1, 2, 3
        ), accepted as materialized (
            -- A booking is requested once, so the one event is the other's beginning. A request lives for days, never for months.
            select taken.at >= span.begins as present, (taken.at at time zone span.zone)::date as day,
                extract(epoch from taken.at - asked.at)::bigint as seconds
            from market.event taken
            join market.event asked on asked.entity_id = taken.entity_id
            where taken.entity = 'booking'
                and taken.from_state is distinct from taken.to_state
                and taken.from_state = 'requested'
                and taken.to_state = 'confirmed'
                and taken.market_id = any (span.markets)
                and taken.at >= span.earlier_begins
                and taken.at < span.ends
                and (taken.at < span.earlier_ends or taken.at >= span.begins)
                and taken.undoes is null
                and not exists (select from taken_back where taken_back.undoes = taken.id)
                and asked.entity = 'booking'
                and asked.from_state is distinct from asked.to_state
                and asked.to_state = 'requested'
                and asked.market_id = any (span.markets)
                and asked.at >= span.earlier_begins - interval 'P62D'
                and asked.at < span.ends
                and asked.undoes is null
        ), returned as (
            select refund.created_at >= span.begins as present, (refund.created_at at time zone span.zone)::date as day, refund.currency,
                count(*) as n, sum(refund.amount) as amount
            from market.refund
            where refund.market_id = any (span.markets)
                and refund.created_at >= span.earlier_begins
                and refund.created_at < span.ends
                and (refund.created_at < span.earlier_ends or refund.created_at >= span.begins)
                and refund.state not in ('cancelled', 'failed')
            group by 1, 2, 3
        ), facts as (
            select fact.figure, fact.currency, daily.present, daily.day, fact.part, fact.whole
            from booked daily
            cross join lateral (values
                ('bookings', '', daily.n, 0),
                ('gross_value', daily.currency, daily.price, daily.authorised),
                ('take_rate', daily.currency, daily.commission, daily.price)) fact(figure, currency, part, whole)
            union all
            select fact.figure, '', daily.present, daily.day, fact.part, fact.whole
            from counted daily
            cross join lateral (values
                ('acceptance_rate', daily.accepted, daily.answered),
                ('completion_rate', daily.completed, daily.concluded),
                ('cancellation_rate', daily.cancelled, daily.concluded),
                ('no_show_rate', daily.missed, daily.concluded),
                ('dispute_rate', daily.disputed, daily.over)) fact(figure, part, whole)
            union all
            select 'refunds', daily.currency, daily.present, daily.day, daily.amount, daily.n
            from returned daily
        ), totals as (
            select facts.figure, facts.currency, facts.present, sum(facts.part) as part, sum(facts.whole) as whole
            from facts
            group by 1, 2, 3
            union all
            select 'time_to_accept', '', accepted.present, percentile_disc(0.5) within group (order by accepted.seconds), count(*)
            from accepted
            group by 3
        ), daily as materialized (
            select facts.figure, facts.currency, facts.present, facts.day, sum(facts.part) as part, sum(facts.whole) as whole
            from facts
            group by 1, 2, 3, 4
            union all
            select 'time_to_accept', '', accepted.present, accepted.day, percentile_disc(0.5) within group (order by accepted.seconds), count(*)
            from accepted
            group by 3, 4
        ), wanted as (
            select known.ordinal, known.figure, known.title, known.unit, known.rule, money.currency
            from guard.overview_figure_rules() known
            cross join lateral (
                select distinct home.currency
                from market.market home
                where home.id = any (span.markets)
                    and known.figure in ('gross_value', 'take_rate', 'refunds')
                union all
                select ''
                where known.figure not in ('gross_value', 'take_rate', 'refunds')
            ) money
        ), series as (
            select wanted.figure, wanted.currency,
                array_agg(coalesce(there.part, 0)::bigint order by turn.n) as parts,
                array_agg(coalesce(there.whole, 0)::bigint order by turn.n) as wholes,
                array_agg(coalesce(prior.part, 0)::bigint order by turn.n) as parts_before
            from wanted
            cross join generate_series(0, span.days - 1) turn(n)
            left join daily there on there.figure = wanted.figure and there.currency = wanted.currency
                and there.day = overview_figures.first + turn.n and there.present
            left join daily prior on prior.figure = wanted.figure and prior.currency = wanted.currency
                and prior.day = overview_figures.first + turn.n - span.days and not prior.present
            group by 1, 2
        )
        select wanted.ordinal, wanted.figure, wanted.title, wanted.unit, wanted.rule, nullif(wanted.currency, ''),
            coalesce(now.part, 0)::bigint, coalesce(now.whole, 0)::bigint,
            coalesce(earlier.part, 0)::bigint, coalesce(earlier.whole, 0)::bigint,
            series.parts, series.wholes, series.parts_before
        from wanted
        join series on series.figure = wanted.figure and series.currency = wanted.currency
        left join totals now on now.figure = wanted.figure and now.currency = wanted.currency and now.present
        left join totals earlier on earlier.figure = wanted.figure and earlier.currency = wanted.currency and not earlier.present
        order by wanted.ordinal, wanted.currency;
end
$$;
comment on function api.overview_figures(date, date, integer) is 'The figures of the caller''s markets, or of one of them, over a range of days, with the range before: part (of whole, in a rate), for each currency, and day by day. A median''s part is its seconds, of as many as whole.';
select guard.allow_function('api.overview_figures(date, date, integer)', guard.operators());
