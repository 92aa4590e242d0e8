-- SPDX-License-Identifier: GPL-3.0-or-later
-- Following the feed: what is told after a place, and where to go on from.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
create temporary table who as select fixture.new_customer() as chloe, fixture.new_customer(1, 'de', 'Jan Weber') as jan, fixture.new_listing(fixture.new_provider()) as listing;
create temporary table booked as
select fixture.new_booking(chloe, listing, fixture.ahead(100)) as hers, fixture.new_booking(jan, listing, fixture.ahead(110)) as his from who;
set local session_replication_role = replica;
insert into market.feed (position, event_id, at, entity, entity_id, market_id) select 10 + n, n, now(), 'booking', case when n % 2 = 0 then hers else his end, 1 from booked, generate_series(1, 2500) n;
update market.feed_head set position = 2510;
set local session_replication_role = origin;
create function pg_temp.told(question text) returns text language sql as $$
    select format('select jsonb_build_array(count(*) filter (where id is not null), min(place) filter (where id is not null), max(place)) as told from api.feed_after(%s)', question)
$$;
create function pg_temp.customers(person bigint, after text) returns jsonb language sql as $$
    select fixture.read('steward_gate_public', 'steward_customer', person::text, pg_temp.told(after)) -> 0 -> 'told'
$$;
create function pg_temp.operators(after text) returns jsonb language sql as $$ select fixture.operator_reads('support', pg_temp.told(after)) -> 0 -> 'told' $$;

select is(pg_temp.operators('0'), '[990, 11, 1000]', 'a thousand places at a time');
select is(pg_temp.operators('1000'), '[1000, 1001, 2000]', 'and on from there');
select is(pg_temp.operators('2000'), '[510, 2001, 2510]', 'to the end');
select is(pg_temp.operators('2510'), '[0, null, 2510]', 'where nothing more is');
select is(pg_temp.operators('null'), '[0, null, 2510]', 'who names no place begins at the end');
select is(pg_temp.operators('999999'), '[0, null, 2510]', 'and so does who names one that there is not');
select is(pg_temp.operators('-5'), '[0, null, 2510]', 'or never was');
select is(pg_temp.customers(chloe, '0'), '[495, 12, 1000]', 'a customer is told of her own, and goes past what others see') from who;
select is(pg_temp.customers(jan, '0'), '[495, 11, 1000]', 'and he of his') from who;
select is(fixture.refusal(format($$select fixture.read('steward_gate_public', 'steward_anonymous', null, 'select * from api.feed_after(0)')$$)), '42501', 'who is not signed in is told nothing');
select * from finish();
rollback;
