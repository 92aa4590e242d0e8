-- SPDX-License-Identifier: GPL-3.0-or-later
-- What PostgreSQL gives to everybody and Steward takes away; the clock of a simulation; partitions.
begin;
select no_plan();
select ok(not has_database_privilege('public', current_database(), p), format('PUBLIC has no %s on the database', p)) from unnest(array['connect', 'temporary', 'create']) p;
select ok(not has_database_privilege('public', d, p), format('PUBLIC has no %s on %s', p, d)) from unnest(array['connect', 'temporary']) p cross join unnest(array['postgres', 'template1']) d;
select is_empty($$
  select p.oid::regprocedure
  from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace
    and (p.proname ~ '^pg_(try_)?advisory_' or p.proname ~ '^lo_' or p.proname in ('loread', 'lowrite', 'pg_current_xact_id', 'txid_current', 'pg_logical_emit_message', 'pg_export_snapshot'))
    and has_function_privilege('public', p.oid, 'execute')$$, 'no locks, large objects, transaction ids or snapshots for everybody');
select is_empty($$
  select r.rolname, p.oid::regprocedure
  from pg_proc p
  cross join pg_roles r
  where p.pronamespace = 'pg_catalog'::regnamespace
    and p.proname ~ '^pg_(try_)?advisory_'
    and r.rolname ~ '^steward_'
    and not r.rolsuper
    and has_function_privilege(r.oid, p.oid, 'execute')
    and (r.rolname, p.proname) <> ('steward_door', 'pg_try_advisory_xact_lock')$$, 'the door has the one lock it uses, others none');
select is_empty($$select r.rolname from pg_roles r where r.rolname ~ '^steward_' and not r.rolsuper and (has_schema_privilege(r.oid, 'public', 'create') or has_schema_privilege(r.oid, 'market', 'create') and r.rolname <> 'steward_owner')$$, 'nobody creates objects in public or market');
select is_empty($$select r.rolname from pg_roles r where r.rolname ~ '^steward_' and r.rolname not in ('steward_owner', 'steward_door', 'steward_superuser') and has_schema_privilege(r.oid, 'op', 'usage')$$, 'op is nobody''s');
select is((select string_agg(format('%s %s %s', r.rolname, r.rolcanlogin, r.rolinherit), ', ' order by r.rolname) from pg_roles r where r.rolname in ('steward_gate_public', 'steward_gate_admin', 'steward_worker', 'steward_door', 'steward_owner', 'steward_roles')),
  'steward_door f f, steward_gate_admin t f, steward_gate_public t f, steward_owner f f, steward_roles f t, steward_worker t t', 'gates sign in and inherit nothing, owners do not sign in');

-- The clock of a simulation plays the past forwards until it has reached the present, for good.
select is(guard.clock(), statement_timestamp(), 'before it begins the clock is the present');
select lives_ok($$select guard.simulate(statement_timestamp() - interval '40 days')$$, 'it begins in the past');
select is(guard.clock(), statement_timestamp() - (select -c.ahead from market.simulation_clock c), 'and everything asks it');
select cmp_ok(guard.clock(), '<', statement_timestamp() - interval '39 days', 'the marketplace lives in the past');
select throws_ok($$select guard.simulate(statement_timestamp() - interval '41 days')$$, 'MP032', null, 'it never goes back');
select lives_ok($$select guard.simulate(statement_timestamp() - interval '1 day')$$, 'it goes on');
select lives_ok($$select guard.simulate(null)$$, 'it reaches the present');
select is(guard.clock(), statement_timestamp(), 'which it then is');
select throws_ok($$select guard.simulate(statement_timestamp() - interval '1 hour')$$, 'MP032', null, 'for good');
select ok(not has_function_privilege('steward_administrator', 'guard.simulate(timestamptz)', 'execute') and has_function_privilege('steward_worker', 'guard.simulate(timestamptz)', 'execute'), 'only the simulator moves it');
-- A production cluster has no such row and can never get one.
set local session_replication_role = replica;
delete from market.simulation_clock;
update market.installation set kind = 'production';
set local session_replication_role = origin;
select throws_ok($$insert into market.simulation_clock (ahead) values (null)$$, '23503', null, 'a production installation can not hold a simulation''s clock');
update market.installation set kind = 'simulation';

-- Partitions: a year ahead, no default one, one function.
select is_empty($$select c.oid::regclass from pg_class c where pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'$$, 'there is no default partition');
select is((select guard.add_partitions()), 0, 'the year ahead is there');
select is((select guard.add_partitions(null, (statement_timestamp() + interval '14 months')::date)), 4, 'two more months are made on demand');
select ok(c.relrowsecurity and c.relowner = 'steward_owner'::regrole, format('%s is behind policies and owned as the rest', c.oid::regclass)) from pg_class c where c.relname = 'event_' || to_char(statement_timestamp() + interval '14 months', 'YYYY_MM');
select throws_ok($$insert into market.event_pending values (1, '2001-01-01', 'x', 1); insert into market.audit_entry (at, invocation_id, actor_kind, login, role_name, operation, arguments, events, undoable) values ('2001-01-01', gen_random_uuid(), 'x', 'x', 'x', 'x', '{}', '{}', false)$$, '23514', null, 'a month that is missing is an error at once');
select * from finish();
rollback;
