-- SPDX-License-Identifier: GPL-3.0-or-later
-- Fees, policies and clocks of a market in versions: what is scheduled begins at its moment, and every booking keeps what held when
-- it was made.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('administrator_2'), 'name', 'Zoe Adler', 'groups', '["steward_administrator"]'::jsonb, 'all_markets', true));
create temporary table who as
select provider, fixture.new_listing(provider) as listing, fixture.new_customer() as chloe, (select id from market.terms where market_id = 1) as first_one
from (select fixture.new_provider() as provider) made;
create temporary table made (name text primary key, id bigint, invocation text);
create function pg_temp.does(operation text, arguments jsonb, options jsonb default '{}') returns jsonb language sql as $$
    select fixture.operator('administrator', $1, $2, case when $1 in ('schedule_terms', 'withdraw_terms') then '{"reason_code": "decision"}' else '{}'::jsonb end || $3)
$$;
create function pg_temp.says(operation text, arguments text, options jsonb default '{}') returns text language sql as $$
    select fixture.refusal(format('select pg_temp.does(%L, %L, %L)', $1, $2, $3))
$$;
create function pg_temp.seen(question text) returns jsonb language sql as $$ select fixture.operator_reads('support', 'select ' || question) -> 0 $$;
create function pg_temp.schedules(terms bigint, active_from timestamptz) returns jsonb language sql as $$
    select fixture.approved('administrator_2', pg_temp.does('schedule_terms', jsonb_build_object('terms', $1, 'active_from', $2)) -> 'proposed' ->> 'reference')
$$;
-- The moment of a version comes, or is moved to where it is wanted.
create function pg_temp.begins(terms bigint, moment timestamptz) returns void language plpgsql as $$
begin
    perform set_config('session_replication_role', 'replica', true);
    update market.terms t set active_from = begins.moment where t.id = begins.terms;
    perform set_config('session_replication_role', 'origin', true);
end
$$;

commit;
begin;
-- Drafted and changed.
select is(pg_temp.seen($$count(*), count(*) filter (where standing = 'active') as active from api.terms$$), '{"count": 6, "active": 6}', 'each market has one version to begin with, and it is active');
insert into made select 'second', (reply -> 'result' -> 'terms')::bigint, reply ->> 'invocation' from who, pg_temp.does('draft_terms', jsonb_build_object('terms', first_one)) reply;
select is(pg_temp.seen(format($$number, state, standing, commission_bp, pay_within = 'PT15M' as pay, policies -> 1 -> 'name' as policy from api.terms where id = %s$$, id)),
    '{"number": 2, "state": "draft", "standing": "draft", "commission_bp": 1500, "pay": true, "policy": "Moderate"}', 'a draft says what the version says that it was drafted from') from made;
select is(pg_temp.says('draft_terms', format('{"terms": %s}', first_one)), 'MP032', 'a market has one draft') from who;
select is(pg_temp.says('change_terms', format('{"terms": %s, "commission_bp": 1000}', first_one)), 'MP031', 'what is scheduled is not changed') from who;
select is(pg_temp.says('change_terms', format('{"terms": %s, "commission_bp": 1500}', id)), 'MP032', 'nor is a draft by what it says already') from made;
select is(pg_temp.says('change_terms', format('{"terms": %s, "%s": %s}', id, field, value)), 'MP003', format('%s of %s is out of range', field, value))
from made, (values ('commission_bp', '10001'), ('pay_within', '"PT30S"'), ('pay_within', '"P2D"'), ('settle_after', '"P61D"'), ('policies', '[]'), ('policies', '{"9": [{"before": "PT1H", "percent": 1}]}'), ('policies', '{"2": []}'),
    ('policies', '{"2": [{"before": "PT1H", "percent": 101}]}'), ('policies', '{"2": [{"before": "now", "percent": 1}]}'), ('policies', '{"2": [{"before": "PT1H", "percent": 50.5}]}'), ('policies', '{"2": [{"before": "PT1H", "percent": 1, "odd": 1}]}'),
    ('policies', '{"2": [{"before": "PT1H", "percent": 50}, {"before": "PT2H", "percent": 20}]}'), ('policies', '{"2": [{"before": "PT2H", "percent": 50}, {"before": "PT1H", "percent": 50}]}'),
    ('policies', '{"2": [{"before": "P5H", "percent": 50}]}'), ('policies', '{"2": [{"before": "PT5D", "percent": 50}]}'), ('policies', '{"2": [{"before": "P", "percent": 50}]}'), ('policies', '{"2": [{"before": "P1DT", "percent": 50}]}'),
    ('policies', '{"2": [5]}'), ('policies', '{"2": ["x"]}'), ('policies', '{"2": [null]}')) bad(field, value);
select lives_ok(format($$select pg_temp.does('change_terms', '{"terms": %s, "commission_bp": 1000, "tax_bp": 2000, "penalty_bp": 2000, "pay_within": "PT5M", "answer_within": "P1D", "complete_after": "PT12H", "settle_after": "P7D",
    "dispute_within": "P30D", "policies": {"2": [{"before": "P3D", "percent": 80}]}}')$$, id), 'a draft is changed') from made;
select is(pg_temp.seen(format($$policies -> 0 -> 'tiers' = (select policies -> 0 -> 'tiers' from api.terms where number = 1 and market_id = 1) as flexible, policies -> 1 -> 'tiers' as moderate from api.terms where id = %s$$, id)),
    '{"flexible": true, "moderate": [{"before": "P3D", "percent": 80}]}', 'a policy that is not named stays') from made;

commit;
begin;
-- Scheduled.
select is(pg_temp.says('schedule_terms', format('{"terms": %s, "active_from": "%s"}', id, guard.clock() - interval '1 day')), 'MP032', 'never from a moment that has passed') from made;
select is(pg_temp.says('schedule_terms', format('{"terms": %s, "active_from": "%s"}', id, guard.clock() + interval '50 seconds')), 'MP032', 'nor from one that is about to pass') from made;
select matches((pg_temp.does('schedule_terms', jsonb_build_object('terms', id, 'active_from', guard.clock() + interval '10 days'), '{"preview": true}') -> 'effects')::text, 'active_from', 'a look shows from when on') from made;
create temporary table asked as select pg_temp.does('schedule_terms', jsonb_build_object('terms', id, 'active_from', date_trunc('day', guard.clock()) + interval '10 days')) -> 'proposed' ->> 'reference' as ref from made;
select is(pg_temp.seen(format($$standing from api.terms where id = %s$$, id)), '{"standing": "draft"}', 'nobody decides alone what a market lives by') from made;
update made set invocation = fixture.approved('administrator_2', ref) ->> 'invocation' from asked;
select is(pg_temp.seen(format($$standing from api.terms where id = %s$$, id)), '{"standing": "coming"}', 'it is coming') from made;
select is((pg_temp.seen($$active_until from api.terms where number = 1 and market_id = 1$$) ->> 'active_until')::timestamptz, active_from, 'and the one before it ends there') from market.terms where number = 2;
select lives_ok(format($$select fixture.operator('administrator_2', 'undo', '{"invocation": "%s"}')$$, invocation), 'while its moment is ahead it is taken back') from made;
select is((state, active_from)::text, '(draft,)', 'and is a draft again') from market.terms where number = 2;
select is(fixture.approved('administrator_2', ref) ->> 'proposed', null, 'what waits again is approved again') from asked;
select is(pg_temp.seen(format($$standing from api.terms where id = %s$$, id)), '{"standing": "coming"}', 'scheduled anew') from made;
insert into made select 'third', (reply -> 'result' -> 'terms')::bigint, reply ->> 'invocation' from made, pg_temp.does('draft_terms', jsonb_build_object('terms', id)) reply where name = 'second';
select is((select commission_bp::integer from market.terms where number = 3), 1000, 'the next one is drafted from it');
select is(pg_temp.says('schedule_terms', format('{"terms": %s, "active_from": "%s"}', made.id, second.active_from)), 'MP032', 'two never begin at one moment') from made, market.terms second where name = 'third' and second.number = 2;
select lives_ok(format($$select pg_temp.does('withdraw_terms', '{"terms": %s}')$$, id), 'a draft that is not wanted is withdrawn') from made where name = 'third';
select is(state, 'withdrawn', 'for good') from market.terms where number = 3;
select is(pg_temp.says('withdraw_terms', format('{"terms": %s}', id), '{"preview": true}'), null, 'what is coming can be withdrawn') from made where name = 'second';
select pg_temp.begins(id, guard.clock() + interval '59 seconds') from made where name = 'second';
select is(pg_temp.says('withdraw_terms', format('{"terms": %s}', id)), 'MP031', 'but not in its last minute') from made where name = 'second';
select is(pg_temp.says('withdraw_terms', format('{"terms": %s}', first_one)), 'MP031', 'and never what is active') from who;

commit;
begin;
-- Whose it is.
select is(fixture.refusal(format($$select fixture.operator('%s', 'draft_terms', '{"terms": %s}', '{"preview": true}')$$, login, first_one)), case login when 'administrator' then null else 'MP012' end, format('%s', login))
from who, unnest(array['support', 'operations', 'finance', 'auditor', 'administrator']) login;
select is(fixture.operator_reads('operations_one_market', 'select distinct market from api.terms'), '[{"market": "Germany"}]', 'operators see the terms of their markets');
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_customer', '%s', 'select * from api.terms')$$, chloe)), '42501', 'customers do not see them') from who;

commit;
begin;
-- A booking keeps what held when it was made, to the moment.
insert into made select 'before', fixture.new_booking(chloe, listing, fixture.ahead(100), 'pending_payment') from who;
select pg_temp.begins(made.id, booking.created_at) from made, made former join market.booking on booking.id = former.id where made.name = 'second' and former.name = 'before';
select is((guard.terms_at(1, active_from)).number, 2, 'from its very moment on a version holds') from market.terms where number = 2;
select is((guard.terms_at(1, active_from - interval '1 microsecond')).number, 1, 'and not a microsecond before') from market.terms where number = 2;
commit;
begin;
insert into made select 'after', fixture.new_booking(chloe, listing, fixture.ahead(110), 'pending_payment') from who;
-- (The booking before was moved to before the boundary by a microsecond of the version's, so that both are as they were lived.)
select pg_temp.begins(made.id, booking.created_at + interval '1 microsecond') from made, made former join market.booking on booking.id = former.id where made.name = 'second' and former.name = 'before';
create function pg_temp.lives_by(booking bigint) returns text language sql as $$
    select format('%s: %s %s %s %s %s, expires in %s, held %s', terms.number, books.commission_bp, books.tax_bp, books.policy ->> 'penalty_bp', books.policy -> 'tiers', books.commission + books.tax,
        timer.due - books.entered_at, slot.held_until = timer.due)
    from market.booking books join market.terms on terms.id = books.terms_id join market.booking_slot slot on slot.booking_id = books.id join market.timer on timer.entity = 'booking' and timer.entity_id = books.id and timer.state = 'pending' where books.id = $1
$$;
set local intervalstyle = iso_8601;
select is(pg_temp.lives_by(id), '1: 1500 1900 1000 [{"before": "PT48H", "percent": 100}, {"before": "PT24H", "percent": 50}] 1860, expires in PT15M, held t', 'made before: the old') from made where name = 'before';
select is(pg_temp.lives_by(id), '2: 1000 2000 2000 [{"before": "P3D", "percent": 80}] 1240, expires in PT5M, held t', 'made after: the new') from made where name = 'after';
commit;
begin;
-- Both go on, each by its own: answered, cancelled, done, settled, disputed.
select fixture.worker('authorised', jsonb_build_object('booking', id, 'gateway_reference', 'terms ' || name, 'expires', guard.clock() + interval '30 days')) from made where name in ('before', 'after');
select is(due - entered_at, case name when 'before' then interval 'P3D' else 'P1D' end, format('%s: time to answer', name)) from made join market.booking books on books.id = made.id join market.timer on timer.entity = 'booking' and timer.entity_id = books.id and timer.state = 'pending';
select fixture.provider(provider, 'accept', jsonb_build_object('booking', id)) from who, made where name in ('before', 'after');
commit;
begin;
select is(fixture.customer(chloe, 'cancel', jsonb_build_object('booking', id), '{"preview": true}') -> 'result' ->> 'to_customer', case name when 'before' then '12400' else '9920' end, format('%s: what a cancellation gives back', name)) from who, made where name in ('before', 'after');
select is(fixture.provider(provider, 'cancel', jsonb_build_object('booking', id), '{"preview": true}') -> 'result' ->> 'penalty', case name when 'before' then '1240' else '2480' end, format('%s: the penalty of a provider', name)) from who, made where name in ('before', 'after');
select fixture.earlier(id, interval '5 days') from made where name in ('before', 'after');
select fixture.worker('start', jsonb_build_object('booking', id)) from made where name in ('before', 'after');
select is(due - ends_at, case name when 'before' then interval 'P1D' else 'PT12H' end, format('%s: done by itself', name)) from made join market.booking books on books.id = made.id join market.timer on timer.entity = 'booking' and timer.entity_id = books.id and timer.state = 'pending';
select fixture.provider(provider, 'complete', jsonb_build_object('booking', id)) from who, made where name in ('before', 'after');
select is(due - entered_at, case name when 'before' then interval 'P3D' else 'P7D' end, format('%s: settled by itself', name)) from made join market.booking books on books.id = made.id join market.timer on timer.entity = 'booking' and timer.entity_id = books.id and timer.state = 'pending';
select is((closing.moment - books.over_at), case name when 'before' then interval 'P14D' else 'P30D' end, format('%s: disputed until', name))
from made join market.booking books on books.id = made.id join market.transition step on step.entity = 'booking' and step.process_version = books.process_version and step.action = 'dispute' and step.from_state = 'completed' cross join guard.moment_of(step.closes, to_jsonb(books), books.entered_at) closing;
commit;
begin;
select fixture.make_due(id) from made where name in ('before', 'after');
select is(fixture.worker('settle', jsonb_build_object('booking', id)) -> 'result' ->> 'tax', case name when 'before' then '297' else '207' end, format('%s: commission and tax', name)) from made where name in ('before', 'after');

-- Taking back comes too late once bookings may live by it.
insert into made select 'fourth', (reply -> 'result' -> 'terms')::bigint from made, pg_temp.does('draft_terms', jsonb_build_object('terms', id)) reply where name = 'second';
update made set invocation = pg_temp.schedules(id, guard.clock() + interval '10 days') ->> 'invocation' where name = 'fourth';
commit;
begin;
set local session_replication_role = replica;
update market.event set image = image || jsonb_build_object('active_from', guard.clock() + interval '30 seconds') where invocation_id = (select invocation::uuid from made where name = 'fourth');
set local session_replication_role = origin;
select is(fixture.refusal(format($$select fixture.operator('administrator_2', 'undo', '{"invocation": "%s"}')$$, invocation)), 'MP033', 'in its last minute it is taken back no more') from made where name = 'fourth';

-- What frozen means.
set local role steward_door;
select throws_ok(format('update market.booking set %s', change), '42501', null, 'no operation changes what a booking lives by') from unnest(array['terms_id = 2', $$pay_within = 'PT1H'$$, $$settle_after = 'PT1H'$$]) change;
reset role;
select is(fixture.read('steward_gate_public', 'steward_anonymous', null, 'select tiers from api.cancellation_policy where id = 2 and market_id = 1') -> 0 ->> 'tiers', '[{"before": "P3D", "percent": 80}]', 'everybody sees what a policy gives back now');
select ok(holds, figure) from guard.invariant_terms_of_every_market();
select ok(holds, figure) from guard.invariant_frozen_at_booking();
set local session_replication_role = replica;
update market.booking set settle_after = 'PT1H' where id = (select id from made where name = 'before');
select is(holds, false, 'a clock that was changed is found') from guard.invariant_frozen_at_booking();
select * from finish();
rollback;
