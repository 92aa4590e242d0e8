-- SPDX-License-Identifier: GPL-3.0-or-later
-- Terms begin by the marketplace's own clock: in a past that is simulated, when its days come to the date.
begin;
select no_plan();
\ir ../fixture.sql
select guard.simulate(statement_timestamp() - interval '40 days');
select fixture.operators();
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('administrator_2'), 'name', 'Zoe Adler', 'groups', '["steward_administrator"]'::jsonb, 'all_markets', true));
create temporary table who as
select listing, fixture.new_customer() as chloe, (select id from market.terms where market_id = 1) as first_one
from (select fixture.new_listing(fixture.new_provider()) as listing) made;
create temporary table made (name text primary key, id bigint);
insert into made select 'terms', (fixture.operator('administrator', 'draft_terms', jsonb_build_object('terms', first_one)) #>> '{result,terms}')::bigint from who;
select fixture.operator('administrator', 'change_terms', jsonb_build_object('terms', id, 'pay_within', 'PT5M')) from made where name = 'terms';
commit;
begin;
select fixture.approved('administrator_2', fixture.operator('administrator', 'schedule_terms', jsonb_build_object('terms', id, 'active_from', guard.clock() + interval '2 days'), '{"reason_code": "decision"}') -> 'proposed' ->> 'reference')
from made where name = 'terms';
select is(fixture.operator_reads('support', format('select standing from api.terms where id = %s', id)) -> 0 ->> 'standing', 'coming', 'by that clock its date is ahead, long past by ours') from made where name = 'terms';
insert into made select 'before', fixture.new_booking(chloe, listing, fixture.ahead(100), 'pending_payment') from who;
select guard.simulate(active_from) from made join market.terms using (id) where name = 'terms';
insert into made select 'after', fixture.new_booking(chloe, listing, fixture.ahead(110), 'pending_payment') from who;
select is(fixture.operator_reads('support', format('select standing from api.terms where id = %s', id)) -> 0 ->> 'standing', 'active', 'when its day has come it is active') from made where name = 'terms';
select is((terms.number, timer.due - books.entered_at)::text, case name when 'before' then '(1,00:15:00)' else '(2,00:05:00)' end, format('booked %s it', name))
from made join market.booking books using (id) join market.terms on terms.id = books.terms_id join market.timer on timer.entity = 'booking' and timer.entity_id = books.id and timer.state = 'pending' where name <> 'terms';
select ok(holds, figure) from guard.invariant_frozen_at_booking();
select * from finish();
rollback;
