-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Figures of a range, beside those of the range before. What an undo took back never happened here. Nothing is kept: all is
-- counted from bookings, refunds and events when it is asked, by indexes that hold what is counted.

create or replace function guard.overview_figure_rules()
returns table (ordinal integer, figure text, title text, unit text, rule text, moment text, part_words text, whole_words text)
language sql
immutable
begin atomic
    select *
    from (values
        (1, 'bookings', 'Bookings', 'count', 'All bookings made in the range, paid for or not.',
            'A booking counts when it was made.', 'made', null),
        (2, 'gross_value', 'Gross value', 'money', 'The price of the bookings made in the range, without those for which no payment was ever authorised.',
            'A booking counts when it was made, whenever it takes place.', null, 'made and authorised'),
        (3, 'take_rate', 'Take rate', 'rate', 'The commission of the bookings in the gross value, of their price: what the platform keeps if all goes to the provider.',
            'A booking counts when it was made, whenever it takes place.', 'commission', 'price'),
        (4, 'acceptance_rate', 'Acceptance rate', 'rate', 'Of the requests that were accepted, declined or lapsed unanswered in the range, those accepted.',
            'A request counts when it was answered, or lapsed.', 'accepted', 'answered or lapsed'),
        (5, 'time_to_accept', 'Time to accept', 'seconds', 'From the request to its acceptance, the middle one (median) of those accepted in the range.',
            'A request counts when it was accepted.', null, 'accepted'),
        (6, 'completion_rate', 'Completion rate', 'rate', 'Of the confirmed bookings that were completed, cancelled or reported as a no-show in the range, those completed.',
            'A booking counts when that happened; if it was reopened and concluded again in the range, the last time only.', 'completed', 'concluded'),
        (7, 'cancellation_rate', 'Cancellation rate', 'rate', 'Of the confirmed bookings that were completed, cancelled or reported as a no-show in the range, those cancelled.',
            'A booking counts when that happened; if it was reopened and concluded again in the range, the last time only.', 'cancelled', 'concluded'),
        (8, 'no_show_rate', 'No-show rate', 'rate', 'Of the confirmed bookings that were completed, cancelled or reported as a no-show in the range, those reported as a no-show.',
            'A booking counts when that happened; if it was reopened and concluded again in the range, the last time only.', 'reported as a no-show', 'concluded'),
        (9, 'dispute_rate', 'Dispute rate', 'rate', 'The bookings disputed in the range, for each one that was completed or reported as a no-show in it.',
            'A booking counts when it was disputed; if it was disputed again in the range, the last time only.', 'disputed', 'completed or no-show'),
        (10, 'refunds', 'Refunds', 'money', 'What was given back to customers in the range, without refunds that were cancelled or that the gateway refused.',
            'A refund counts when it was asked for, whenever the money arrives.', null, 'refunded')
    ) known(ordinal, figure, title, unit, rule, moment, part_words, whole_words);
end;
comment on function guard.overview_figure_rules() is 'The figures of the Overview: in which unit, what is counted, when it counts, and what its part and its whole are of.';
select guard.allow_function('guard.overview_figure_rules()', '{}');

create or replace function guard.overview_lists()
returns table (ordinal integer, figure text, share text, basis text, title text, from_states text[], to_states text[], note text)
language sql
immutable
begin atomic
    select *
    from (values
        (1, 'bookings', 'part', 'made', 'made', null::text[], null::text[], null),
        (2, 'gross_value', 'whole', 'authorised', 'made and authorised', null, null, null),
        (3, 'take_rate', null, 'authorised', 'made and authorised', null, null, null),
        (4, 'acceptance_rate', 'part', 'step', 'accepted', array['requested'], array['confirmed'], null),
        (5, 'acceptance_rate', 'whole', 'step', 'answered or lapsed', array['requested'], array['confirmed', 'declined', 'expired'], null),
        (6, 'time_to_accept', 'whole', 'step', 'accepted', array['requested'], array['confirmed'], null),
        (7, 'completion_rate', 'part', 'step', 'completed', array['confirmed', 'in_progress'], array['completed'], null),
        (8, 'completion_rate', 'whole', 'step', 'concluded', array['confirmed', 'in_progress'], array['completed', 'cancelled', 'no_show'], null),
        (9, 'cancellation_rate', 'part', 'step', 'cancelled', array['confirmed', 'in_progress'], array['cancelled'], null),
        (10, 'cancellation_rate', 'whole', 'step', 'concluded', array['confirmed', 'in_progress'], array['completed', 'cancelled', 'no_show'], null),
        (11, 'no_show_rate', 'part', 'step', 'reported as a no-show', array['confirmed', 'in_progress'], array['no_show'], null),
        (12, 'no_show_rate', 'whole', 'step', 'concluded', array['confirmed', 'in_progress'], array['completed', 'cancelled', 'no_show'], null),
        (13, 'dispute_rate', 'part', 'step', 'disputed', array['in_progress', 'completed', 'no_show', 'settled'], array['disputed'], null),
        (14, 'dispute_rate', 'whole', 'step', 'completed or no-show', array['confirmed', 'in_progress'], array['completed', 'no_show'], null),
        (15, 'refunds', null, 'refund', 'refunded', null, null, 'Refunds are counted, not bookings: the list has each booking once, also where several refunds are its.')
    ) known(ordinal, figure, share, basis, title, from_states, to_states, note);
end;
comment on function guard.overview_lists() is 'The bookings behind each figure: which are listed (made in the range, or those of them with an authorised payment, by a step that they took, or by a refund), and whether they are as many as its part or its whole.';
select guard.allow_function('guard.overview_lists()', '{}');

create or replace function api.overview_figures(first date, last date, market integer default null)
returns table (ordinal integer, figure text, title text, unit text, rule text, currency text, part bigint, whole bigint,
    part_before bigint, whole_before bigint, parts bigint[], wholes bigint[], parts_before bigint[], moment text, part_words text,
    whole_words text, zone text, begins timestamptz, ends timestamptz, earlier_begins timestamptz, earlier_ends timestamptz,
    counted_at timestamptz, lists jsonb)
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
        ), came_back as materialized (
            -- What can come to the same kind of end twice in a range comes back from it first, and few bookings do.
            select back.entity_id
            from market.event back
            where back.entity = 'booking'
                and back.from_state is distinct from back.to_state
                and back.from_state = any (array['completed', 'no_show', 'cancelled'])
                and back.to_state = any (array['confirmed', 'in_progress'])
                and back.at >= span.earlier_begins
                and back.at < span.ends
            union
            select back.entity_id
            from market.event back
            where back.entity = 'booking'
                and back.from_state is distinct from back.to_state
                and back.from_state = 'disputed'
                and back.at >= span.earlier_begins
                and back.at < span.ends
        ), repeated as materialized (
            select step.at, step.from_state, step.to_state
            from (
                select known.at, known.from_state, known.to_state, lead(known.id) over (
                    partition by known.entity_id, known.at >= span.begins, guard.step_kind(known.from_state, known.to_state)
                    order by known.version) as next
                from came_back
                join market.event known on known.entity_id = came_back.entity_id
                where known.entity = 'booking'
                    and known.market_id = any (span.markets)
                    and known.at >= span.earlier_begins
                    and known.at < span.ends
                    and (known.at < span.earlier_ends or known.at >= span.begins)
                    and guard.step_kind(known.from_state, known.to_state) is not null
                    and known.undoes is null
                    and not exists (select from taken_back where taken_back.undoes = known.id)
            ) step
            where step.next is not null
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
            select moved.present, moved.day, known.figure,
                sum(moved.n) filter (where known.share = 'part') as part,
                sum(moved.n) filter (where known.share = 'whole') as whole
            from (
                select moved.present, moved.day, moved.from_state, moved.to_state, moved.n
                from moved
                union all -- taken away again: to leave them out one by one, all would have to be sorted
                select repeated.at >= span.begins, (repeated.at at time zone span.zone)::date, repeated.from_state, repeated.to_state, -count(*)
                from repeated
                group by 1, 2, 3, 4
            ) moved
            join guard.overview_lists() known on moved.from_state = any (known.from_states) and moved.to_state = any (known.to_states)
            where known.figure <> 'time_to_accept' -- it is no count
            group by 1, 2, 3
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
            select daily.figure, '', daily.present, daily.day, daily.part, daily.whole
            from counted daily
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
            select known.*, money.currency
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
            series.parts, series.wholes, series.parts_before, wanted.moment, wanted.part_words, wanted.whole_words,
            span.zone, span.begins, span.ends, span.earlier_begins, span.earlier_ends, guard.clock(), (
                select jsonb_agg(jsonb_build_object('share', list.share, 'basis', list.basis, 'title', list.title,
                    'from', list.from_states, 'to', list.to_states, 'note', list.note) order by list.ordinal)
                from guard.overview_lists() list
                where list.figure = wanted.figure)
        from wanted
        join series on series.figure = wanted.figure and series.currency = wanted.currency
        left join totals now on now.figure = wanted.figure and now.currency = wanted.currency and now.present
        left join totals earlier on earlier.figure = wanted.figure and earlier.currency = wanted.currency and not earlier.present
        order by wanted.ordinal, wanted.currency;
end
$$;
comment on function api.overview_figures(date, date, integer) is 'The figures of the caller''s markets, or of one of them, over a range of days, with the range before: part (of whole, in a rate), for each currency, and day by day. A median''s part is its seconds, of as many as whole. With what makes it so: the rule, when something counts, both ranges, and which lists of bookings stand behind.';
select guard.allow_function('api.overview_figures(date, date, integer)', guard.operators());
