-- SPDX-License-Identifier: GPL-3.0-or-later
-- The headline rule: no operation knows that it is previewed, audited or evented.
begin;
select no_plan();
\ir parcel.sql

-- A test operation that consists of one UPDATE.
create temporary table said (name text primary key, reply jsonb);
create temporary table kept as select a_parcel('taken') as id;
insert into said select 'look', invoke_as('support', 'deliver', jsonb_build_object('parcel', k.id), '{"preview": true}') from kept k;
select is(reply -> 'effects' -> 'states' -> 0 ->> 'to', 'delivered', 'a preview says what would happen') from said where name = 'look';
select is(reply -> 'preview', 'true', 'and that it is one') from said where name = 'look';
select is(reply -> 'undo', 'null', 'with nothing to take back') from said where name = 'look';
select is((select p.state from market.parcel p, kept k where p.id = k.id), 'taken', 'a preview leaves the record as it was');
select is((select count(*)::int from market.event e, kept k where e.entity_id = k.id and e.entity = 'parcel' and e.action = 'deliver'), 0, 'a preview leaves no event');
select is((select count(*)::int from market.audit_entry a where a.operation = 'deliver'), 0, 'a preview leaves no audit entry');
select is((select count(*)::int from market.reply r where r.operation = 'deliver'), 0, 'a preview leaves no reply');

insert into said select 'deed', invoke_as('support', 'deliver', jsonb_build_object('parcel', k.id),
  jsonb_build_object('key', gen_random_uuid(), 'effects_hash', (select reply ->> 'effects_hash' from said where name = 'look'), 'request_id', 'r1')) from kept k;
select is(reply ->> 'sqlstate', null, 'the commit with the preview''s hash is done') from said where name = 'deed';
select is(s.reply ->> 'effects_hash', l.reply ->> 'effects_hash', 'the hash is the same in preview and in earnest') from said s, said l where s.name = 'deed' and l.name = 'look';
select is((select p.state from market.parcel p, kept k where p.id = k.id), 'delivered', 'the record has changed');
select is((select p.version from market.parcel p, kept k where p.id = k.id), 3, 'its version has risen by one for each change');
select results_eq(
  $$select e.action, e.from_state, e.to_state, e.version, e.actor_kind, e.created, e.image - 'entered_at', e.was - 'entered_at' from market.event e, kept k
    where e.entity = 'parcel' and e.entity_id = k.id and e.operation = 'deliver'$$,
  $$values ('deliver', 'taken', 'delivered', 3, 'operator', false, '{"state": "delivered"}'::jsonb, '{"state": "taken"}'::jsonb)$$,
  'one UPDATE has one event with the changed columns');
select is((select count(*)::int from market.event_pending p join market.event e on e.id = p.event_id where e.operation = 'deliver'), 1, 'which waits for its position in the feed');
select results_eq(
  $$select a.operation, a.login, a.arguments - 'parcel', a.request_id, a.version_before, a.version_after, array_length(a.events, 1)
    from market.audit_entry a where a.operation = 'deliver'$$,
  $$values ('deliver', login('support'), '{}'::jsonb, 'r1', 2, 3, 1)$$,
  'and one audit entry that says who, what and on which version');
select is((select e.invocation_id from market.event e where e.operation = 'deliver'), (select (reply ->> 'invocation')::uuid from said where name = 'deed'), 'event and reply name the same invocation');

-- Creation: a full image, without personal columns.
select ok((select e.created and e.image ->> 'weight' = '100' and e.was is null from market.event e, kept k where e.entity_id = k.id and e.entity = 'parcel' and e.action = 'send'), 'creation has a full image');
select ok(not exists (select from market.event e where e.image ? 'address' or e.was ? 'address'), 'no event holds a hidden column');

-- The same operation with a line and a note: they appear with no other change.
create temporary table told as select a_parcel('taken') as id;
insert into said select 'look 2', invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', k.id), '{"preview": true}') from told k;
select is(reply -> 'effects' -> 'parcel_lines', '[{"account": "till", "amount": 500}, {"account": "revenue", "amount": -500}]', 'lines appear in the effects') from said where name = 'look 2';
select matches(reply -> 'effects' -> 'parcel_notes' -> 0 ->> 'words', 'Your parcel PA-.* is there', 'notes appear in the effects') from said where name = 'look 2';
select is(reply -> 'effects' -> 'parcel_notes' -> 0 ->> 'after', 'PT1M', 'and wait for the undo window') from said where name = 'look 2';
select is((select count(*)::int from market.parcel_line), 0, 'and are gone after the preview');
select pg_sleep(0.01);
insert into said select 'look 3', invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', k.id), '{"preview": true}') from told k;
select is(s.reply ->> 'effects_hash', l.reply ->> 'effects_hash', 'the hash holds no id, clock or sequence') from said s, said l where s.name = 'look 3' and l.name = 'look 2';
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', k.id), jsonb_build_object('key', gen_random_uuid(), 'effects_hash', repeat('0', 64))) ->> 'sqlstate', 'MP042', 'a commit whose effects differ is refused') from told k;
select is((select count(*)::int from market.parcel_line), 0, 'and has done nothing');

-- An unbalanced posting fails before COMMIT, in preview and in earnest.
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', k.id, 'fee', 499), '{"preview": true}') ->> 'sqlstate', 'MP032', 'an unbalanced posting is refused in preview') from told k;
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', k.id, 'fee', 499)) ->> 'sqlstate', 'MP032', 'and in earnest') from told k;
select is(invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', k.id)) ->> 'sqlstate', null, 'a balanced one is done, although an earlier call left the constraints immediate') from told k;
select is((select count(*)::int from market.parcel_line l join market.audit_entry a using (invocation_id)), 2, 'its lines know their invocation');

-- New rows count by ordinal.
insert into said values ('new 1', invoke_as('support', 'send_parcel', '{"market": 1, "weight": 7}', '{"preview": true}'));
insert into said values ('new 2', invoke_as('support', 'send_parcel', '{"market": 1, "weight": 7}', '{"preview": true}'));
select is(a.reply ->> 'effects_hash', b.reply ->> 'effects_hash', 'a new record counts by ordinal, not by its reference') from said a, said b where a.name = 'new 1' and b.name = 'new 2';
select isnt(a.reply -> 'effects' -> 'states' -> 0 ->> 'reference', b.reply -> 'effects' -> 'states' -> 0 ->> 'reference', 'although references are random') from said a, said b where a.name = 'new 1' and b.name = 'new 2';
insert into said values ('new 3', invoke_as('support', 'send_parcel', '{"market": 1, "weight": 7, "promised": "2030-01-01T00:00:00Z"}', '{"preview": true}'));
insert into said values ('new 4', invoke_as('support', 'send_parcel', '{"market": 1, "weight": 7, "promised": "2020-01-01T00:00:00Z"}', '{"preview": true}'));
select is(a.reply ->> 'effects_hash', b.reply ->> 'effects_hash', 'a timer that hangs on now counts as a duration') from said a, said b where a.name = 'new 1' and b.name = 'new 3';
select isnt(a.reply ->> 'effects_hash', b.reply ->> 'effects_hash', 'a timer that hangs on a stored moment counts as that moment') from said a, said b where a.name = 'new 1' and b.name = 'new 4';

-- A change that stays in its state shows as a change, and as a change only.
insert into said select 'weighed', invoke_as('support', 'weigh', jsonb_build_object('parcel', a_parcel(), 'weight', 250), '{"preview": true}');
select is(reply -> 'effects' -> 'changes' -> 0 ->> 'field', 'weight', 'shown columns are effects') from said where name = 'weighed';
select is(reply -> 'effects' -> 'changes' -> 0 -> 'from', '100', 'with what they held') from said where name = 'weighed';
select is(reply -> 'effects' -> 'states', '[]', 'a step that stays in its state changes none') from said where name = 'weighed';
select is(reply -> 'target' ->> 'found', '1', 'the reply says which version was found') from said where name = 'weighed';
select is(reply -> 'target' ->> 'version', '2', 'and which one it would be') from said where name = 'weighed';

-- Customers and providers are shown what concerns them; the hash is over all of it.
create temporary table shown as select a_parcel('taken') as id;
set local session_replication_role = replica;
update market.parcel set provider_person = person('Petra') where id = (select id from shown);
set local session_replication_role = origin;
insert into said select 'ours', invoke_as('support', 'deliver_and_tell', jsonb_build_object('parcel', id), '{"preview": true}') from shown;
insert into said select 'theirs', invoke_as('steward_gate_public', 'deliver_and_tell', jsonb_build_object('parcel', id), '{"preview": true}', 'steward_provider', person('Petra')::text) from shown;
select is(reply -> 'effects' -> 'states' -> 0 ->> 'to', 'delivered', 'a provider is shown what becomes of the parcel') from said where name = 'theirs';
select is(reply -> 'effects' -> 'parcel_lines', '[]', 'and no lines of the house') from said where name = 'theirs';
select is(jsonb_array_length(reply -> 'effects' -> 'parcel_lines'), 2, 'which an operator is shown') from said where name = 'ours';

-- Redacted arguments.
select invoke_as('support', 'weigh', jsonb_build_object('parcel', a_parcel(), 'weight', 250), jsonb_build_object('key', gen_random_uuid(), 'reason_code', 'estimate', 'note', 'n'));
select ok((select not a.arguments ? 'weight' and a.reason_code = 'estimate' and a.note = 'n' from market.audit_entry a where a.operation = 'weigh'), 'the audit holds the reason, and no redacted argument');
select is(current_setting('steward.call', true), '', 'nothing of the call is left in the transaction');

select * from finish();
rollback;
