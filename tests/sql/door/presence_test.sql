-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has a record open: told to those who may see it, for as long as it is said again.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as
select fixture.new_booking(chloe, fixture.new_listing(fixture.new_provider()), fixture.ahead(72)) as bk,
    fixture.new_booking(jan, fixture.new_listing(fixture.new_provider()), fixture.ahead(72)) as other, chloe
from (select fixture.new_customer() as chloe, fixture.new_customer(1, 'de', 'Jan') as jan) people;
grant select on who to public;
-- n: which console; the names of the others, the one with a form open marked, one's own other windows too.
create function pg_temp.here(login text, n integer, booking bigint, acting boolean default false) returns text language sql as $$
    select coalesce(string_agg((o ->> 'name') || case when (o ->> 'acting')::boolean then ' acts' else '' end || case when (o ->> 'mine')::boolean then ' (mine)' else '' end, ', ' order by place), '')
    from jsonb_array_elements(fixture.operator_reads($1, format('select * from api.presence(%L, %L, %s, %L)',
        '00000000-0000-0000-0000-00000000000' || $2, case when $3 is not null then 'booking' end, coalesce($3::text, 'null'), $4))) with ordinality as list(o, place)
$$;
create function pg_temp.named(login text) returns text language sql as $$ select name from market.operator where operator.login = fixture.login($1) $$;
create temporary table tokyo as select fixture.new_booking(fixture.new_customer(3, 'ja', 'Misaki'), fixture.new_listing(fixture.new_provider(301)), fixture.ahead(72)) as bk;
grant select on tokyo to public;
commit; -- the door refuses a transaction of more than five seconds
begin;
create temporary table audited as select count(*) as entries from market.audit_entry;

select is(pg_temp.here('support', 1, bk), '', 'the first is alone') from who;
select is(pg_temp.here('operations', 2, bk), pg_temp.named('support'), 'the second sees the first') from who;
select is(pg_temp.here('support', 1, bk), pg_temp.named('operations'), 'and the first the second when it asks again') from who;
select is(pg_temp.here('support', 1, bk), pg_temp.named('operations'), 'who asks again is not counted twice') from who;
select is(pg_temp.here('operations', 2, bk, true), pg_temp.named('support'), 'a form is opened') from who;
select is(pg_temp.here('support', 1, bk), pg_temp.named('operations') || ' acts', 'and that is told') from who;
select is(pg_temp.here('support', 3, bk), pg_temp.named('operations') || ' acts, ' || pg_temp.named('support') || ' (mine)', 'one''s own other window is marked, forms come first') from who;
select is(pg_temp.here('finance', 4, other), '', 'another record is another matter') from who;
select is(pg_temp.here('support', 3, other), pg_temp.named('finance'), 'a console that goes on') from who;
select is(pg_temp.here('operations', 2, bk, true), pg_temp.named('support'), 'is no longer where it was') from who;
select is(pg_temp.here('operations', 2, null), '', 'who leaves is told nothing') from who;
select is(pg_temp.here('support', 1, bk), '', 'and is gone') from who;

-- Nobody speaks for another's console, nobody hears of what is out of reach, and only operators ask.
select is(pg_temp.here('finance', 1, bk, true), pg_temp.named('support'), 'somebody else''s console is told') from who;
select is((select operator.name || acting from market.presence join market.operator on operator.id = operator_id where console::text like '%1'), pg_temp.named('support') || 'false', 'but not made one''s own');
select is(pg_temp.here('finance', 1, null), '', 'nor ended');
select is((select count(*)::int from market.presence where console::text like '%1'), 1, 'by others');
select is(pg_temp.here('support', 5, bk), '', 'support of all markets looks at Tokyo') from tokyo;
select is(pg_temp.here('operations_one_market', 6, bk), '', 'an operator of another market hears of nobody there') from tokyo;
select is((select count(*)::int from market.presence where console::text like '%6'), 0, 'and is not there either');
select is(fixture.operator_reads('support', $$select * from api.presence('00000000-0000-0000-0000-000000000007', 'nothing', 1)$$), '[]', 'no such kind of record: nobody');
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_customer', '%s', 'select * from api.presence(gen_random_uuid(), ''booking'', %s)')$$, chloe, bk)), '42501', 'customers do not ask') from who;
select is(fixture.refusal($$select fixture.operator_reads('support', 'select * from market.presence')$$), '42501', 'the table is read by nobody else');

-- What is not said again ends.
update market.presence set seen_at = seen_at - interval '31 seconds' where console::text like '%1';
select is(pg_temp.here('finance', 4, bk), '', 'a console that was closed is gone after half a minute') from who;
select is((select count(*)::int from market.presence where console::text like '%1'), 1, 'and nobody else clears its row away');
select is(pg_temp.here('support', 8, null), '', 'its own operator''s next question');
select is((select count(*)::int from market.presence where console::text like '%1'), 0, 'does');
update market.presence set seen_at = seen_at - interval '29 seconds' where console::text like '%4';
select is(pg_temp.here('support', 1, bk), pg_temp.named('finance'), 'not sooner') from who;
select count(*) from who, generate_series(1, 12) n, lateral fixture.operator_reads('finance', format('select * from api.presence(%L, %L, %s)', lpad(n::text, 32, 'f')::uuid, 'booking', bk)) told;
select is((select count(*)::int from market.presence join market.operator on operator.id = operator_id where operator.name = pg_temp.named('finance')), 8, 'one operator is told of in eight consoles, however many ask');
select is(fixture.operator_reads('support', $$select * from api.presence(null, 'booking', 1)$$), '[]', 'no console: nobody');
select is((select count(*) from market.audit_entry), entries, 'nothing of it is audited') from audited;
select * from finish();
rollback;
