-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is in reach: foreign ids are told like absent ones, in every cell of role × operation × state; and nobody reads or
-- writes past the door.
begin;
select no_plan();
\ir parcel.sql
create temporary table k as
select v.state, v.market, a_parcel(v.state, v.market, person('Anna')) as id
from (values ('sent', 1), ('sent', 2), ('taken', 1), ('taken', 2), ('delivered', 1), ('delivered', 2)) v (state, market);
set local session_replication_role = replica;
update market.parcel set provider_person = person('Petra');
set local session_replication_role = origin;

-- Every operation on a parcel, in every state and market, by who can not reach it.
create temporary table cells as
select who.name, o.name as operation, k.state, k.market,
  invoke_as(who.login, o.name, jsonb_build_object('parcel', k.id) || case o.name when 'weigh' then '{"weight": 5}' when 'break_rules' then '{"state": "sent"}' else '{}' end::jsonb,
    '{"preview": true}', who.role, who.actor) as foreign_id,
  invoke_as(who.login, o.name, jsonb_build_object('parcel', 999999999) || case o.name when 'weigh' then '{"weight": 5}' when 'break_rules' then '{"state": "sent"}' else '{}' end::jsonb,
    '{"preview": true}', who.role, who.actor) as absent_id
from (values ('limited', 'limited', null, null), ('another customer', 'steward_gate_public', 'steward_customer', person('Ben')::text),
  ('another provider', 'steward_gate_public', 'steward_provider', person('Anna')::text)) who (name, login, role, actor)
cross join k
cross join market.operation o
where o.entity = 'parcel'
  and (who.name <> 'limited' or k.market <> 2);
select cmp_ok(count(*)::int, '>=', 80, format('%s cells are tried', count(*))) from cells;
select is((select count(*)::int from cells where foreign_id <> absent_id), 0, 'a record out of reach is told exactly like an absent one');
select is((select count(*)::int from cells where foreign_id ->> 'sqlstate' not in ('MP021', 'MP012')), 0, 'and never touched');
select is(invoke_as('limited', 'weigh', jsonb_build_object('parcel', (select min(id) from k where market = 2), 'weight', 5), '{"preview": true}') ->> 'sqlstate', null, 'a limited operator reaches his own market');
select is(invoke_as('steward_gate_public', 'complain', jsonb_build_object('parcel', (select min(id) from k where state = 'sent')), '{"preview": true}', 'steward_customer', person('Anna')::text) ->> 'sqlstate', 'MP031', 'a customer reaches her own record');
select is(invoke_as('steward_gate_public', 'take', jsonb_build_object('parcel', (select min(id) from k where state = 'sent')), '{"preview": true}', 'steward_provider', person('Petra')::text) ->> 'sqlstate', null, 'a provider reaches his');
select is((select reference from market.parcel where id = (select min(id) from k where market = 1)) = any (array(select p ->> 'reference' from jsonb_array_elements(attempt('limited', $$select jsonb_agg(to_jsonb(p)) from api.parcel p$$)) p)), false, 'the views show a limited operator his market only');
select is(attempt('limited', $$select to_jsonb(array_agg(distinct p.market_id)) from api.parcel p$$), '[2]', 'and all of it');
select is(attempt('steward_gate_public', $$select to_jsonb(count(*)) from api.parcel p$$, 'steward_customer', person('Ben')::text), '0', 'a customer does not see another''s');
select is(attempt('limited', $$select to_jsonb(array_agg(distinct e.market_id)) from api.event e$$), '[2]', 'events are limited alike');
select is(attempt('limited', $$select to_jsonb(array_agg(distinct t.market_id)) from api.timer t$$), '[2]', 'timers too');
select is(attempt('limited', $$select to_jsonb(count(*)) from api.audit_entry a where a.market_id = 1$$), '0', 'the audit too');
select cmp_ok((attempt('auditor', $$select to_jsonb(count(*)) from api.audit_entry a$$))::int, '>', 5, 'the auditor reads all of it');
select is(attempt('steward_gate_public', $$select to_jsonb(count(*)) from api.event$$, 'steward_customer', person('Anna')::text) ->> 'sqlstate', '42501', 'customers read no events');

-- role × table × verb: nobody but the door writes, and nobody signs in as the door.
create temporary table verbs as
select r.rolname, c.oid::regclass::text as relation, v.verb
from pg_roles r
cross join pg_class c
cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) v (verb)
where (r.rolname ~ '^steward_' and r.rolname not in ('steward_door', 'steward_owner', 'steward_superuser') or starts_with(r.rolname, current_database() || '_'))
  and c.relnamespace = 'market'::regnamespace
  and c.relkind in ('r', 'p')
  and (has_table_privilege(r.oid, c.oid, v.verb) or v.verb in ('INSERT', 'UPDATE') and has_any_column_privilege(r.oid, c.oid, v.verb));
select is_empty('select * from verbs', 'no role that can be acted as may write any table');
select is_empty($$select c.oid::regclass, v.verb from pg_class c cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) v (verb)
  where c.relnamespace = 'market'::regnamespace and c.relname ~ '^(event|audit_entry|ledger_transaction|ledger_entry)(_[0-9_]+)?$'
    and (has_table_privilege('steward_door', c.oid, v.verb) or v.verb = 'UPDATE' and has_any_column_privilege('steward_door', c.oid, v.verb))$$,
  'the door itself can only append to history');
select is_empty($$select r.rolname, m.rolname from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member where r.rolname in ('steward_owner', 'steward_door', 'steward_roles')$$, 'nobody is a member of the owners');
select is_empty($$select r.rolname from pg_roles r where r.rolname ~ '^steward_' and r.rolname <> 'steward_superuser' and (r.rolsuper or r.rolbypassrls or r.rolcreaterole and r.rolname <> 'steward_roles')$$, 'only steward_roles has CREATEROLE, and none is above the policies');
select is(attempt(w.who, w.statement) ->> 'sqlstate', '42501', format('%s: %s', w.who, w.statement))
from (select who, statement
  from unnest(array['support', 'operations', 'finance', 'auditor', 'administrator', 'steward_worker', 'steward_gate_public', 'steward_gate_admin']) who
  cross join unnest(array['insert into market.parcel (weight) values (1)', 'update market.parcel set weight = 1', 'delete from market.event',
    'insert into market.audit_entry (id) values (1)', 'update market.reply set reply = null', 'delete from market.timer']) statement) w;
-- As the owner, past all rights: the triggers still refuse.
set local role steward_owner;
select throws_ok('update market.parcel set weight = 1', 'MP031', null, 'even the owner changes no record past the door');
select throws_ok('delete from market.parcel', 'MP031', null, 'or deletes one');
select throws_ok('truncate market.parcel cascade', 'MP031', null, 'or all');
select throws_ok('update market.event set operation = ''x''', 'MP031', null, 'history is not rewritten by its owner either');
select throws_ok('delete from market.audit_entry', 'MP031', null, 'nor is the audit');
reset role;
select * from finish();
rollback;
