-- SPDX-License-Identifier: GPL-3.0-or-later
-- The Overview's figures equal a recount from bookings, refunds and events, whoever of the operators asks, for each market and
-- for all of theirs.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
select guard.add_partitions((guard.clock() - interval 'P70D')::date);

create temporary table people as
select fixture.new_customer(1, 'de', 'Chloë Lindner') as chloe, fixture.new_customer(3, 'ja', '田中 美咲') as misaki,
    fixture.new_provider(101) as nordlicht, fixture.new_provider(301, name => '東京クリーン') as tokyo,
    fixture.new_customer(6, 'es', 'Zoé Lefèvre') as zoe, fixture.new_provider(601, name => 'Casa Verde') as verde;
create temporary table shop as
select people.*, fixture.new_listing(nordlicht) as leak, fixture.new_listing(tokyo, price => 9000) as clean, fixture.new_listing(verde) as paint from people;
commit; -- the door refuses a transaction of more than five seconds
begin;
create temporary table made (n serial, booking bigint, state text, days integer);
insert into made (booking, state, days)
select fixture.new_booking(chloe, leak, fixture.ahead(100 + 3 * turn::integer), state), state, days
from shop, (values (1, 'pending_payment', 0), (2, 'requested', 1), (3, 'confirmed', 2), (4, 'declined', 0), (5, 'expired', 3), (6, 'cancelled', 5),
    (7, 'confirmed', 40), (8, 'cancelled', 30), (9, 'declined', 8), (10, 'requested', 9)) wanted(turn, state, days);
commit;
begin;
insert into made (booking, state, days)
select fixture.new_booking(chloe, leak, fixture.ahead(200 + 3 * turn::integer), state), state, days
from shop, (values (1, 'in_progress', 1), (2, 'completed', 0), (3, 'completed', 10), (4, 'no_show', 2), (5, 'disputed', 1), (6, 'settled', 35), (7, 'no_show', 36)) wanted(turn, state, days);
commit;
begin;
insert into made (booking, state, days)
select fixture.new_booking(misaki, clean, fixture.ahead(100 + 3 * turn::integer), state), state, days
from shop, (values (1, 'requested', 0), (2, 'cancelled', 3), (3, 'cancelled', 8), (4, 'completed', 2), (5, 'disputed', 12)) wanted(turn, state, days)
union all
select fixture.new_booking(zoe, paint, fixture.ahead(100), 'completed'), 'completed', 4 from shop;
commit;
begin;
-- One is cancelled and another done again, both of which is taken back; others are cancelled with all of their money.
create temporary table done as
select n, booking, fixture.operator('operations', 'override_cancel', jsonb_build_object('booking', booking, 'to_customer', payment.captured, 'to_provider', 0),
    '{"reason_code": "other", "note": "Van broke down"}') ->> 'invocation' as invocation
from made
join market.payment on payment.booking_id = made.booking
where n in (3, 7) or (made.state = 'completed' and days in (2, 4));
insert into done
select n, booking, fixture.operator('operations', 'override_reopen', jsonb_build_object('booking', booking), '{"reason_code": "other", "note": "The wrong one of two"}') ->> 'invocation'
from made where state = 'completed' and days = 10;
create temporary table undone as
select fixture.operator('operations', 'undo', jsonb_build_object('invocation', invocation)) from done join made using (n) where n = 3 or made.days = 10;

-- Each booking with its history and refunds, so many days ago, its acceptance a while after the request; one of them at a time
-- of its day that has not come today.
alter table made add column later interval not null default 'PT-2H';
update made set later = (date_trunc('day', guard.clock(), 'UTC') + interval 'P1D' - guard.clock()) / 2 where n = 8;
set local session_replication_role = replica;
update market.event e
set at = e.at - make_interval(days => made.days) + case when e.to_state in ('pending_payment', 'requested') then interval '0' else make_interval(secs => 100 * made.n) end + made.later
from made
where e.entity = 'booking' and e.entity_id = made.booking;
update market.booking b
set created_at = b.created_at - make_interval(days => made.days) + made.later, entered_at = b.entered_at - make_interval(days => made.days) + made.later
from made
where b.id = made.booking;
update market.refund r
set created_at = r.created_at - make_interval(days => made.days) + made.later
from market.payment p
join made on made.booking = p.booking_id
where p.id = r.payment_id;
set local session_replication_role = origin;

create temporary table ranges as
select today - days + 1 as first, today - before as last, market
from (select (guard.clock() at time zone 'UTC')::date as today) now
cross join (values (7, 0), (30, 0), (30, 5), (1, 0), (3, 3)) range(days, before)
cross join (values (null), (1), (3)) scope(market);
delete from ranges where last < first;
-- The same, counted one booking and one event at a time.
create function pg_temp.recount(markets integer[], market integer, first date, last date)
returns table (figure text, currency text, part bigint, whole bigint, part_before bigint, whole_before bigint)
language sql as $$
    with span as (
        select coalesce((select zone from market.market m where m.id = recount.market and m.id = any (recount.markets)), 'UTC') as zone,
            array(select m.id from market.market m where m.id = any (recount.markets) and (recount.market is null or m.id = recount.market)) as ids
    ), period as (
        select 'now' as name, first::timestamp at time zone zone as begins, least(guard.clock(), (last + 1)::timestamp at time zone zone) as ends from span
    ), periods as (
        select * from period
        union all
        select 'before', (begins at time zone zone - make_interval(days => last - first + 1)) at time zone zone, (ends at time zone zone - make_interval(days => last - first + 1)) at time zone zone
        from period, span
    ), step as (
        select periods.name, e.* from periods, span, market.event e
        where e.entity = 'booking' and e.at >= begins and e.at < ends and e.market_id = any (ids) and e.undoes is null
            and e.id not in (select undoes from market.event where undoes is not null)
    ), book as (
        select periods.name, b.* from periods, span, market.booking b where b.created_at >= begins and b.created_at < ends and b.market_id = any (ids)
    ), fact as (
        select name, 'bookings' as figure, null::text as currency, count(*)::bigint as part, 0::bigint as whole from book group by 1
        union all
        select name, 'gross_value', currency, sum(price)::bigint, count(*) from book where authorised_until is not null group by 1, 3
        union all
        select name, 'take_rate', currency, sum(commission)::bigint, sum(price)::bigint from book where authorised_until is not null group by 1, 3
        union all
        select name, 'acceptance_rate', null, count(*) filter (where to_state = 'confirmed'), count(*) from step
        where from_state = 'requested' and to_state in ('confirmed', 'declined', 'expired') group by 1
        union all
        select name, 'time_to_accept', null, percentile_disc(0.5) within group (order by extract(epoch from step.at - (
            select q.at from market.event q where q.entity = 'booking' and q.entity_id = step.entity_id and q.to_state = 'requested' and q.undoes is null))::bigint), count(*)
        from step where from_state = 'requested' and to_state = 'confirmed' group by 1
        union all
        select name, rate, null, count(*) filter (where to_state = goal), count(*) from step, (values ('completion_rate', 'completed'), ('cancellation_rate', 'cancelled'), ('no_show_rate', 'no_show')) r(rate, goal)
        where from_state in ('confirmed', 'in_progress') and to_state in ('completed', 'cancelled', 'no_show') group by 1, 2
        union all
        select name, 'dispute_rate', null, count(*) filter (where to_state = 'disputed' and from_state <> 'disputed'),
            count(*) filter (where from_state in ('confirmed', 'in_progress') and to_state in ('completed', 'no_show')) from step group by 1
        union all
        select name, 'refunds', r.currency, sum(r.amount)::bigint, count(*) from periods, span, market.refund r
        where r.created_at >= begins and r.created_at < ends and r.market_id = any (ids) and r.state <> 'cancelled' group by 1, 3
    )
    select f.figure, f.currency, coalesce(sum(f.part) filter (where name = 'now'), 0)::bigint, coalesce(sum(f.whole) filter (where name = 'now'), 0)::bigint,
        coalesce(sum(f.part) filter (where name = 'before'), 0)::bigint, coalesce(sum(f.whole) filter (where name = 'before'), 0)::bigint
    from fact f
    group by 1, 2
$$;
create function pg_temp.told(login text, question text, market integer, first date, last date) returns jsonb language sql as $$
    select fixture.operator_reads($1, format('select %s(%L, %L%s)', $2, $4, $5, coalesce(', ' || $3, '')))
$$;
commit;
begin;
-- What is asked
select is(
    (select jsonb_object_agg(row ->> 'figure' || coalesce(' ' || (row ->> 'currency'), ''), array[row -> 'part', row -> 'whole', row -> 'part_before', row -> 'whole_before'])
     from jsonb_array_elements(fixture.operator_reads(login, format('select * from api.overview_figures(%L, %L%s)', first, last, coalesce(', ' || market, '')))) row
     where row -> 'part' <> '0' or row -> 'whole' <> '0' or row -> 'part_before' <> '0' or row -> 'whole_before' <> '0'),
    (select jsonb_object_agg(figure || coalesce(' ' || currency, ''), array[part, whole, part_before, whole_before])
     from pg_temp.recount(case when login = 'operations_one_market' then array[1] else array[1, 2, 3, 4, 5, 6] end, market, first, last)
     where (part, whole, part_before, whole_before) <> (0, 0, 0, 0)),
    format('%s, %s to %s, market %s: as recounted', login, first, last, coalesce(market::text, 'all')))
from ranges
cross join (values ('support'), ('operations'), ('operations_one_market'), ('finance'), ('auditor'), ('administrator')) o(login);
select is((select array_agg(format('%s %s', figure, n) order by figure) from (
    select row ->> 'figure' as figure, count(*) as n from jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L)', first, last))) row group by 1) counted),
    array['acceptance_rate 1', 'bookings 1', 'cancellation_rate 1', 'completion_rate 1', 'dispute_rate 1', 'gross_value 5', 'no_show_rate 1', 'refunds 5', 'take_rate 5', 'time_to_accept 1'], 'money is never added over currencies')
from ranges where market is null limit 1;
select ok((row -> 'part_before')::bigint > 0 and (row -> 'part')::bigint > 0, format('%s: something was there to count, then and now', row ->> 'figure'))
from (select (guard.clock() at time zone 'UTC')::date as today) now,
    jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L, 1)', today - 29, today))) row
where row ->> 'figure' <> 'dispute_rate';
-- When it was counted, and over what.
select ok((row ->> 'ends')::timestamptz = date_trunc('milliseconds', (row ->> 'ends')::timestamptz) and (row ->> 'counted_at')::timestamptz - (row ->> 'ends')::timestamptz < interval 'PT0.001S',
    'a range that is not over ends at the millisecond at which it is counted')
from ranges, jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L)', first, last))) row
where market is null and last = (guard.clock() at time zone 'UTC')::date and row ->> 'figure' = 'bookings' and extract(microseconds from guard.clock())::integer % 1000 <> 0;
select is((select count(*) from jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L)', first, last))) row
    where row ->> 'moment' is null or coalesce(row ->> 'part_words', row ->> 'whole_words') is null or jsonb_array_length(row -> 'lists') = 0), 0::bigint, 'every figure says when something counts, what its numbers are of, and which lists stand behind it')
from ranges where market is null limit 1;
-- Days make up the whole, but for a median.
select is((select sum(day::bigint) from jsonb_array_elements_text(row -> 'parts') day), (row -> 'part')::numeric, format('the days of %s make up its whole', row ->> 'figure'))
from ranges, jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L)', first, last))) row
where market is null and last - first = 29 and row ->> 'figure' <> 'time_to_accept';
select is((select sum(day::bigint) from jsonb_array_elements_text(row -> 'parts_before') day), (row -> 'part_before')::numeric, format('and those before, of %s', row ->> 'figure'))
from ranges, jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L)', first, last))) row
where market is null and last - first = 29 and row ->> 'figure' <> 'time_to_accept';
select is(jsonb_array_length(row -> 'parts'), last - first + 1, 'a figure has one part for each day')
from ranges, jsonb_array_elements(fixture.operator_reads('operations', format('select * from api.overview_figures(%L, %L)', first, last))) row
where market is null and row ->> 'figure' = 'bookings';

-- What became of them.
select is((select jsonb_object_agg(row ->> 'outcome', (select sum(day::bigint) from jsonb_array_elements_text(row -> 'counts') day))
    from jsonb_array_elements(fixture.operator_reads(login, format('select * from api.overview_outcomes(%L, %L)', first, last))) row),
    (select jsonb_build_object(
        'open', count(*) filter (where state in ('pending_payment', 'requested', 'confirmed', 'in_progress')), 'completed', count(*) filter (where state in ('completed', 'settled')),
        'trouble', count(*) filter (where state in ('no_show', 'disputed')), 'ended', count(*) filter (where state in ('declined', 'expired', 'cancelled')))
     from market.booking where (login <> 'operations_one_market' or market_id = 1) and (created_at at time zone 'UTC')::date between first and last),
    format('%s, %s to %s: what became of them', login, first, last))
from ranges, (values ('operations'), ('operations_one_market'), ('auditor')) o(login) where market is null;

-- States and arrows.
select is((select jsonb_object_agg(row ->> 'state', array[row ->> 'n', (row ->> 'oldest')::timestamptz::text]) from jsonb_array_elements(fixture.operator_reads(login, format('select * from api.overview_states(%s)', market))) row where row ->> 'n' <> '0'),
    (select jsonb_object_agg(b.state, array[b.n::text, case when not (b.final or b.state in ('declined', 'expired', 'cancelled')) then b.since::text end])
     from (select booking.state, known.final, count(*) as n, min(booking.entered_at) as since from market.booking join market.booking_state known using (state)
        where (login <> 'operations_one_market' or market_id = 1) and (market is null or market_id = market) group by 1, 2) b),
    format('%s, market %s: how many stand where, and since when', login, coalesce(market::text, 'all')))
from (values (null), (1)) scope(market), (values ('support'), ('operations_one_market'), ('finance')) o(login);
select is((select jsonb_object_agg(concat(row ->> 'from_state', ' ', row ->> 'to_state'), row -> 'n') from jsonb_array_elements(fixture.operator_reads(login, format('select * from api.overview_arrows(%L, %L)', first, last))) row where row ->> 'n' <> '0'),
    (select jsonb_object_agg(concat(from_state, ' ', to_state), n) from (
        select from_state, to_state, count(*) as n from market.event
        where entity = 'booking' and from_state is distinct from to_state and (login <> 'operations_one_market' or market_id = 1) and (at at time zone 'UTC')::date between first and last
            and undoes is null and id not in (select undoes from market.event where undoes is not null) group by 1, 2) walked),
    format('%s, %s to %s: what went along each arrow', login, first, last))
from ranges, (values ('operations'), ('operations_one_market'), ('auditor')) o(login) where market is null;
select is((select array_agg(distinct step.from_state || ' ' || step.to_state) from market.transition step where entity = 'booking' and from_state <> to_state
    and not exists (select from jsonb_array_elements(fixture.operator_reads('support', format('select * from api.overview_arrows(%L, %L)', first, last))) row
        where row ->> 'from_state' = step.from_state and row ->> 'to_state' = step.to_state)), null, 'every arrow is there, walked or not')
from ranges limit 1;

-- Another's market is nobody's: nothing is told of it, not even its currency.
select is(fixture.operator_reads('operations_one_market', format('select * from api.overview_figures(%L, %L, 3) where part + whole + part_before + whole_before <> 0 or currency is not null', first, last)), '[]', 'another market has no figures')
from ranges limit 1;
select is(fixture.operator_reads('operations_one_market', 'select sum(n) from api.overview_states(3)') -> 0 ->> 'sum', '0', 'nor states');
select is(fixture.operator_reads('operations_one_market', format('select sum(n) from api.overview_arrows(%L, %L, 3)', first, last)) -> 0 ->> 'sum', '0', 'nor arrows') from ranges limit 1;
select is(fixture.operator_reads('operations_one_market', format('select max(n) from api.overview_outcomes(%L, %L, 3) o, unnest(o.counts) n', first, last)) -> 0 ->> 'max', '0', 'nor outcomes') from ranges limit 1;
select is(fixture.refusal(format('select fixture.read(%L, %L, %L, %L)', 'steward_gate_public', role, people.chloe, question)), '42501', format('%s may not ask %s', role, question))
from people, (values ('steward_customer'), ('steward_provider')) r(role),
    (values ('select api.overview_figures(current_date, current_date)'), ('select api.overview_states()'), ('select api.overview_arrows(current_date, current_date)'),
        ('select api.overview_outcomes(current_date, current_date)'), ('select * from api.overview_parked')) q(question);

-- Ranges are bounded.
select is(fixture.refusal(format('select fixture.operator_reads(%L, %L)', 'operations', format('select api.%s(date %L, date %L)', name, first, last))), 'MP003', format('%s of %s to %s is refused', name, first, last))
from (values ('overview_figures'), ('overview_arrows'), ('overview_outcomes')) f(name), (values ('2026-01-01', '2027-02-05'), ('2026-01-02', '2026-01-01')) r(first, last);

-- Steps that failed for good.
set local session_replication_role = replica;
update market.timer set parked_at = guard.clock(), failure = 'Their zone is unknown.', attempts = 8
from made where made.booking = timer.entity_id and timer.entity = 'booking' and timer.state = 'pending' and made.state = 'requested';
set local session_replication_role = origin;
select is((select count(*)::integer from jsonb_array_elements(fixture.operator_reads(login, 'select * from api.overview_parked'))), n, format('%s sees %s parked steps', login, n))
from (values ('support', 3), ('operations_one_market', 2), ('auditor', 3)) o(login, n);
select is(fixture.operator_reads('operations', 'select title, failure, subject, attempts from api.overview_parked limit 1'),
    '[{"title": "Lapse unanswered", "failure": "Their zone is unknown.", "subject": "Leak repair", "attempts": 8}]', 'with what failed, of which record, and why');
select * from finish();
rollback;
