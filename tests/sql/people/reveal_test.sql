-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is masked is seen for a reason, by one operator, of one person, for a few minutes; and never before that is on record.
begin;
select no_plan();
\ir ../fixture.sql
select fixture.operators();
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('finance_2'), 'name', 'Fred Moss', 'groups', '["steward_finance"]'::jsonb, 'all_markets', true));
select fixture.worker('create_operator', jsonb_build_object('login', fixture.login('finance_de'), 'name', 'Gus Funk', 'groups', '["steward_finance"]'::jsonb, 'all_markets', false, 'markets', '[1]'::jsonb));
create temporary table who as
select chloe, jan, misaki, fixture.new_booking(chloe, fixture.new_listing(fixture.new_provider()), fixture.ahead(72)) as bk
from (select fixture.new_customer() as chloe, fixture.new_customer(1, 'de', 'Jan') as jan, fixture.new_customer(3, 'ja', 'Misaki') as misaki) people;
grant select on who to public;
create function pg_temp.seen(login text, bk bigint) returns text language sql as $$
    select fixture.operator_reads($1, format('select customer_email from api.booking where id = %s', $2)) -> 0 ->> 'customer_email'
$$;
create function pg_temp.reveals(login text, person bigint) returns jsonb language sql as $$
    select fixture.operator($1, 'reveal_contact', jsonb_build_object('person', $2), '{"reason_code": "other", "note": "because of a test"}')
$$;
commit; -- the door refuses a transaction of more than five seconds
begin;
select isnt(pg_temp.seen('support', bk), null, 'support sees how people are reached') from who;
select is(pg_temp.seen(login, bk), null, format('%s does not', login)) from who, unnest(array['finance', 'auditor', 'administrator']) login;
select is(fixture.refusal(format('select fixture.operator(%L, %L, %L)', 'finance', 'reveal_contact', jsonb_build_object('person', chloe))), 'MP004', 'it takes a reason') from who;
select is(fixture.refusal(format('select pg_temp.reveals(%L, %s)', 'support', chloe)), 'MP012', 'support needs no ticket, and gets none') from who;
select is(fixture.refusal(format('select pg_temp.reveals(%L, %s)', 'finance_de', misaki)), 'MP021', 'not of another market') from who;
select is(fixture.refusal(format('select pg_temp.reveals(%L, %s)', 'administrator', (select person_id from market.operator where login = fixture.login('finance')))), 'MP021', 'not of an operator');
select is(fixture.refusal(format('select fixture.customer(%s, %L, %L)', jan, 'reveal_contact', jsonb_build_object('person', chloe))), 'MP012', 'customers reveal nothing') from who;
create temporary table given as select pg_temp.reveals('finance', chloe) as reply from who;
select is(pg_temp.seen('finance', bk), null, 'in the transaction that could still take the ticket back nothing is seen') from who;
commit;
begin;
select isnt(pg_temp.seen('finance', bk), null, 'afterwards it is') from who;
select is(pg_temp.seen('finance_2', bk), null, 'not by a colleague') from who;
select is(pg_temp.seen('auditor', bk), null, 'nor by another role') from who;
select is((select array[a.login, a.reason_code, a.note, a.entity] || array[(a.entity_id = chloe)::text] from market.audit_entry a where a.invocation_id = (reply ->> 'invocation')::uuid),
    array[fixture.login('finance'), 'other', 'because of a test', 'person', 'true'], 'the audit says who looked at whom, and why') from given, who;
select is((select expires_at - given_at from market.reveal_ticket where invocation_id = (reply ->> 'invocation')::uuid), interval 'PT5M', 'for five minutes') from given;
select is(holds and checked = 1, true, figure) from guard.invariant_whoever_looked_said_why();
savepoint forged;
set local session_replication_role = replica;
update market.reveal_ticket set expires_at = expires_at + interval '1 hour';
select is(holds, false, 'whoever looked for longer is seen') from guard.invariant_whoever_looked_said_why();
rollback to forged;
set local session_replication_role = replica;
update market.audit_entry set reason_code = null where operation = 'reveal_contact';
select is(holds, false, 'and who gave no reason') from guard.invariant_whoever_looked_said_why();
rollback to forged;
select is(fixture.refusal('update market.reveal_ticket set expires_at = expires_at + interval ''1 day'''), 'MP031', 'a ticket is never rewritten');
select is(fixture.refusal('delete from market.reveal_ticket'), 'MP031', 'nor removed');
set local session_replication_role = replica;
update market.reveal_ticket set given_at = given_at - interval '5 minutes', expires_at = expires_at - interval '5 minutes';
set local session_replication_role = origin;
select is(pg_temp.seen('finance', bk), null, 'then it is masked again') from who;
rollback;
begin;
-- A list is not copied one by one.
create temporary table list as select fixture.new_customer() as person from generate_series(1, 10);
select count(pg_temp.reveals('auditor', person)) from list;
select is(fixture.refusal(format('select pg_temp.reveals(%L, %s)', 'auditor', chloe)), 'MP032', 'ten at once, and no more') from who;
select is(fixture.refusal(format('select pg_temp.reveals(%L, %s)', 'finance_2', chloe)), null, 'of one operator') from who;
rollback;
begin;
-- Whoever is no operator any more sees nothing by an old ticket.
select isnt(pg_temp.seen('finance', bk), null, 'before') from who;
select fixture.worker('disable_operator', jsonb_build_object('operator', (select id from market.operator where login = fixture.login('finance')))) is not null as disabled;
select is(pg_temp.seen('finance', bk), null, 'and after they left') from who;
select * from finish();
rollback;
