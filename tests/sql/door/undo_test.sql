-- SPDX-License-Identifier: GPL-3.0-or-later
-- Taking back: an operator's own action, within the window, while nothing has happened since; everything is as it was.
begin;
select no_plan();
\ir parcel.sql
create temporary table said (name text primary key, reply jsonb);
create temporary table k as select a_parcel('taken', 1, null, '2030-01-01T00:00:00Z') as id;
create temporary table before as select to_jsonb(p) - 'version' - 'changed_at' as image from market.parcel p join k using (id);
insert into said select 'deed', invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', id)) from k;
create function pg_temp.undo(name text, who text default 'support', options jsonb default '{}') returns jsonb language sql as $$
  select public.invoke_as(undo.who, 'undo', jsonb_build_object('invocation', s.reply ->> 'invocation'), undo.options) from said s where s.name = undo.name $$;
select is((select reply -> 'undo' ->> 'invocation' from said where name = 'deed'), (select reply ->> 'invocation' from said where name = 'deed'), 'the reply says what to take back');
select is((select (reply -> 'undo' ->> 'until')::timestamptz - (reply ->> 'at')::timestamptz from said where name = 'deed'), interval '60 s', 'and until when');
select is((select t.state from market.timer t join k on k.id = t.entity_id where t.operation = 'lose' and t.from_state = 'taken'), 'cancelled', 'delivering cancelled the timer');
select is(pg_temp.undo('deed', 'operations') ->> 'sqlstate', 'MP021', 'another operator can not take it back');
select is(pg_temp.undo('deed', 'auditor') ->> 'sqlstate', 'MP021', 'nor one who may nothing');
select is(pg_temp.undo('deed', 'steward_worker') ->> 'sqlstate', 'MP012', 'nor the system');
select is(invoke_as('support', 'undo', jsonb_build_object('invocation', gen_random_uuid())) ->> 'sqlstate', 'MP021', 'what never was can not be taken back');
insert into said values ('look', pg_temp.undo('deed', 'support', '{"preview": true}'));
select is((select reply -> 'effects' -> 'states' -> 0 ->> 'to' from said where name = 'look'), 'taken', 'undo can be previewed like anything');
select is((select p.state from market.parcel p join k using (id)), 'delivered', 'which changes nothing');
insert into said values ('undone', pg_temp.undo('deed'));
select is((select reply ->> 'sqlstate' from said where name = 'undone'), null, 'the operator takes it back');
select is((select to_jsonb(p) - 'version' - 'changed_at' from market.parcel p join k using (id)), (select image from before), 'the record is as it was, with the moment at which it had entered its state');
select is((select sum(l.amount)::int from market.parcel_line l join k on k.id = l.parcel_id where l.account = 'till'), 0, 'lines are reversed');
select is((select count(*)::int from market.parcel_line l join k on k.id = l.parcel_id), 4, 'by new ones');
select is((select count(*)::int from market.parcel_note n join k on k.id = n.parcel_id), 0, 'notes that were not due are dropped');
select is((select t.state from market.timer t join k on k.id = t.entity_id where t.operation = 'lose' and t.from_state = 'taken'), 'pending', 'the timer is restored');
select is((select count(*)::int from market.timer t join k on k.id = t.entity_id where t.state = 'pending'), 1, 'and no other one is made');
select results_eq($$select e.action, e.from_state, e.to_state, d.action from market.event e join k on k.id = e.entity_id join market.event d on d.id = e.undoes where e.entity = 'parcel'$$,
  $$values ('undo', 'delivered', 'taken', 'deliver_and_tell')$$, 'the undo is an event that names the one it takes back');
select is((select a.undoes from market.audit_entry a where a.operation = 'undo'), (select (reply ->> 'invocation')::uuid from said where name = 'deed'), 'and stands in the audit');
select is((select jsonb_build_array(a.entity, a.entity_id, a.reference, a.market_id, a.version_after) from market.audit_entry a where a.operation = 'undo'),
  (select jsonb_build_array('parcel', p.id, p.reference, p.market_id, p.version) from market.parcel p join k using (id)), 'as an entry about the record, for those who may see that');
select is((select reply -> 'target' ->> 'version' from said where name = 'undone'), (select p.version::text from market.parcel p join k using (id)), 'and the reply tells its version');
select is((select reply -> 'undo' from said where name = 'undone'), 'null', 'an undo can not be taken back');
select is(pg_temp.undo('deed') ->> 'sqlstate', 'MP033', 'nor done twice');
select is(pg_temp.undo('undone') ->> 'sqlstate', 'MP033', 'nor undone');
select is(invoke_as('support', 'deliver', jsonb_build_object('parcel', id)) ->> 'sqlstate', null, 'the record goes on from there') from k;

-- Something happened since.
insert into said select 'weighed', invoke_as('support', 'weigh', jsonb_build_object('parcel', a_parcel(), 'weight', 7), jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'estimate'));
select is(invoke_as('operations', 'take', jsonb_build_object('parcel', (select max(id) from market.parcel))) ->> 'sqlstate', null, 'another operator goes on');
select is(pg_temp.undo('weighed') ->> 'sqlstate', 'MP033', 'then the former action can not be taken back');

-- A column.
insert into said select 'weighed 2', invoke_as('support', 'weigh', jsonb_build_object('parcel', a_parcel(), 'weight', 7), jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'estimate'));
select is(pg_temp.undo('weighed 2') ->> 'sqlstate', null, 'a step that stays in its state is taken back');
select is((select p.weight from market.parcel p order by p.id desc limit 1), 100::bigint, 'its columns hold what they held');

-- Out of reach by now.
insert into said select 'elsewhere', invoke_as('limited', 'weigh', jsonb_build_object('parcel', a_parcel('sent', 2), 'weight', 7), jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'estimate'));
set local session_replication_role = replica;
update market.operator_market m set market_id = 1 from market.operator o where o.id = m.operator_id and o.login = login('limited');
update market.operator o set markets = '{1}' where o.login = login('limited');
set local session_replication_role = origin;
select is(pg_temp.undo('elsewhere', 'limited') ->> 'sqlstate', 'MP021', 'what is out of reach by now can not be taken back');

-- Creation, the window, and who is no operator.
insert into said values ('made', invoke_as('support', 'send_parcel', '{"market": 1, "weight": 9}'));
select is((select reply -> 'undo' from said where name = 'made'), 'null', 'a creation offers no undo');
select is(pg_temp.undo('made') ->> 'sqlstate', 'MP033', 'and has none');
insert into said select 'late', invoke_as('operations', 'take', jsonb_build_object('parcel', (select max(id) from market.parcel)));
update market.installation set undo_window = 'PT0S';
select pg_sleep(0.001);
select is(pg_temp.undo('late', 'operations') ->> 'sqlstate', 'MP033', 'after the window it is too late');
update market.installation set undo_window = 'PT60S';
insert into said select 'system', invoke_as('steward_worker', 'lose', jsonb_build_object('parcel', a_parcel('sent', 1, null, '2020-01-01T00:00:00Z')));
select is((select reply -> 'undo' from said where name = 'system'), 'null', 'only operators'' actions can be taken back');

-- Who may no longer do it may no longer take it back.
insert into said select 'demoted', invoke_as('operations', 'take', jsonb_build_object('parcel', a_parcel()));
select is(invoke_as('administrator', 'grant_operator', jsonb_build_object('operator', login('operations'), 'groups', '["steward_auditor"]'::jsonb)) ->> 'sqlstate', null, 'an operator becomes an auditor') from (select 1) x;
select is(invoke_as('administrator', 'revoke_operator', jsonb_build_object('operator', login('operations'), 'groups', '["steward_operations"]'::jsonb)) ->> 'sqlstate', null, 'and that only');
select is(pg_temp.undo('demoted', 'operations') ->> 'sqlstate', 'MP012', 'and takes back nothing that an auditor may not do');
select is(invoke_as('administrator', 'grant_operator', jsonb_build_object('operator', login('operations'), 'groups', '["steward_operations"]'::jsonb)) ->> 'sqlstate', null, 'back again');

-- A record that the action made besides must be reversed by somebody.
create function op.take_and_double(parcel bigint) returns jsonb language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update market.parcel p set state = 'taken' where p.id = take_and_double.parcel;
  insert into market.parcel (reference, market_id, state, weight) values (guard.new_reference('PA'), 1, 'sent', 1);
  return '{}';
end $$;
alter function op.take_and_double(bigint) owner to steward_door;
set local role steward_door;
select guard.declare_operation('take_and_double', 'parcel', 'Double', 'Makes another one.', action => 'take');
select guard.allow_operation('take_and_double', array['steward_operations']);
reset role;
update market.transition set actors = '{O,sys}' where action = 'send';
insert into said select 'doubled', invoke_as('operations', 'take_and_double', jsonb_build_object('parcel', a_parcel()));
select is((select reply ->> 'sqlstate' from said where name = 'doubled'), null, 'an action that also makes a record');
select is(pg_temp.undo('doubled', 'operations') ->> 'sqlstate', 'MP033', 'is not half undone');
select ok((select i.holds from guard.invariant_states_have_events() i), 'states have their events');
select ok((select i.holds from guard.invariant_transitions_are_allowed() i), 'changes are allowed ones');
select * from finish();
rollback;
