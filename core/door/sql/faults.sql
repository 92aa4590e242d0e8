-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_owner
-- What migrate refuses before it commits, and what verify asks afterwards.

create or replace function guard.our_functions(out id oid, out name text, out schema text, out owner text, out acl aclitem[],
  out body text, out pinned boolean, out described boolean, out language text, out definer boolean)
returns setof record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select p.oid, p.oid::regprocedure::text, n.nspname::text, r.rolname::text, p.proacl, coalesce(p.prosrc, ''),
    p.prosqlbody is not null or coalesce(p.proconfig, '{}') @> array['search_path=pg_catalog, pg_temp'],
    obj_description(p.oid, 'pg_proc') is not null, l.lanname::text, p.prosecdef
  from pg_proc p
  join pg_language l on l.oid = p.prolang
  join pg_namespace n on n.oid = p.pronamespace
  join pg_roles r on r.oid = p.proowner
  where n.nspname in ('market', 'guard', 'op', 'api')
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e');
end
$$;
comment on function guard.our_functions() is 'Every function in our schemas, as far as the rules ask';
select guard.allow_function('guard.our_functions()', '{}');

create or replace function guard.function_faults()
returns setof text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select case f.n
      when 1 then format('%s may be run by PUBLIC: say who may, by guard.allow_function or guard.allow_operation.', o.name)
      when 2 then format('%s does not pin its search_path: add "set search_path = pg_catalog, pg_temp".', o.name)
      when 3 then format('%s has no comment.', o.name)
      when 4 then format('%s is overloaded: an operation has one signature.', o.name)
      when 5 then format('%s is not declared: select guard.declare_operation(…) beside it.', o.name)
      when 6 then format('%s belongs to %s: operations and api functions belong to steward_door, helpers to it, steward_owner or steward_roles.', o.name, o.owner)
      when 7 then format('%s belongs to steward_owner and may be run by others: let steward_door own it.', o.name)
      when 9 then format('%s reads tables for people who have no rights on them: add "security definer".', o.name)
      when 10 then format('%s is security definer: the door runs it, and nobody else can where it is not.', o.name)
      when 11 then format('%s uses the code that carries a proposal; only the door may.', o.name)
      when 8 then format('%s uses the code that carries a preview; only api.invoke may.', o.name)
    end
  from guard.our_functions() o
  cross join lateral (values
    (1, o.acl is null or exists (select from aclexplode(o.acl) a where a.grantee = 0)),
    (2, not o.pinned),
    (3, not o.described),
    (4, o.schema = 'op' and (select count(*) from pg_proc p where p.pronamespace = 'op'::regnamespace
        and p.proname = (select q.proname from pg_proc q where q.oid = o.id)) > 1),
    (5, o.schema = 'op' and not exists (select from market.operation d join pg_proc p on p.proname = d.name where p.oid = o.id)),
    (6, o.owner <> 'steward_door' and (o.schema in ('op', 'api') or o.owner not in ('steward_owner', 'steward_roles'))),
    (7, o.owner = 'steward_owner' and o.name !~ '^guard[.](declare_[a-z_]+|ready_[a-z0-9_]+|find_[a-z_]+|collect_declared|amounts_of|add_partitions|attach|stamp)[(]'
        and exists (select from aclexplode(o.acl) a join pg_roles r on r.oid = a.grantee where r.rolname not in ('steward_owner', 'steward_door'))),
    (9, o.schema <> 'op' and o.language = 'plpgsql' and not o.definer and o.body ~ '(market|guard|op)[.]' and exists (
        select from aclexplode(o.acl) a join pg_roles r on r.oid = a.grantee
        where r.rolname not in ('steward_owner', 'steward_door', 'steward_roles') and not r.rolsuper)),
    (10, o.schema = 'op' and o.definer),
    (11, o.body ~ 'MPTWO' and o.name not in ('api.invoke(text,jsonb,jsonb)', 'guard.run(guard.called,jsonb,jsonb,guard.acting,bytea)', 'guard.function_faults()')),
    (8, o.body ~ 'MPPRE' and o.name not in ('api.invoke(text,jsonb,jsonb)', 'guard.function_faults()'))) f (n, is_so)
  where f.is_so
  order by 1;
end
$$;
comment on function guard.function_faults() is 'Functions that break the rules of core/door/README.md';
select guard.allow_function('guard.function_faults()', '{}');

create or replace function guard.table_faults()
returns setof text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select format('%s has no row-level security: select guard.open_table(…).', c.oid::regclass)
  from pg_class c
  where c.relnamespace = 'market'::regnamespace
    and c.relkind in ('r', 'p')
    and not c.relrowsecurity
  union all
  select format('%s has no comment.', c.oid::regclass)
  from pg_class c
  where c.relnamespace in ('market'::regnamespace, 'api'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and not (c.relkind = 'S' and exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')))
    and obj_description(c.oid, 'pg_class') is null
  union all
  select format('%s belongs to %s: tables and views belong to steward_owner.', c.oid::regclass, c.relowner::regrole)
  from pg_class c
  where c.relnamespace in ('market'::regnamespace, 'api'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm')
    and c.relowner <> 'steward_owner'::regrole
    and c.relname not like 'schema\_%'
  union all
  select format('%s shows its owner''s rows: create it with (security_invoker = true).', c.oid::regclass)
  from pg_class c
  where c.relnamespace = 'api'::regnamespace
    and c.relkind = 'v'
    and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']
  union all
  select format('No policy names %s: that is what DROP OWNED leaves behind. Restore the database from a backup.', everybody.name)
  from unnest(guard.everybody()) everybody (name)
  where not exists (select from pg_policy y join pg_roles r on r.oid = any (y.polroles) where r.rolname = everybody.name)
  union all
  select 'Everybody may define and drop: the event trigger steward_only_migrations_define is not there or switched off.'
  where not exists (select from pg_event_trigger t where t.evtname = 'steward_only_migrations_define' and t.evtenabled = 'O')
  union all
  select format('The trigger %s of %s is switched off.', t.tgname, c.oid::regclass)
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'market'::regnamespace
    and t.tgenabled <> 'O'
  union all
  select format('%s may be read by PUBLIC.', c.oid::regclass)
  from pg_class c
  where c.relnamespace in ('market'::regnamespace, 'api'::regnamespace)
    and exists (select from aclexplode(c.relacl) a where a.grantee = 0)
  union all
  select format('%s may be written by %s; only the door writes, and never the past.', c.oid::regclass, a.grantee::regrole)
  from pg_class c
  cross join lateral (
    select x.grantee, x.privilege_type from aclexplode(c.relacl) x
    union
    select x.grantee, x.privilege_type from pg_attribute t cross join aclexplode(t.attacl) x where t.attrelid = c.oid) a
  where c.relnamespace = 'market'::regnamespace
    and c.relkind in ('r', 'p')
    and a.grantee not in (c.relowner, 0)
    and a.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')
    and (a.grantee <> 'steward_door'::regrole
      or a.privilege_type = 'TRUNCATE'
      or a.privilege_type <> 'INSERT' and c.relname ~ '^(event|audit_entry|ledger_transaction|ledger_entry)(_[0-9]{4}_[0-9]{2})?$');
end
$$;
comment on function guard.table_faults() is 'Tables and views that break the rules of core/door/README.md';
select guard.allow_function('guard.table_faults()', '{}');

create or replace function guard.catalogue_faults()
returns setof text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select format('op.%s has changed since it was declared: declare it again, after the function.', o.name)
  from market.operation o
  cross join lateral guard.signature_of(o.name) s
  where exists (select from pg_proc p where p.pronamespace = 'op'::regnamespace and p.proname = o.name)
    and (o.parameters, o.required, o.arguments, (select p.prosrc from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname = 'ready_' || o.name))
      is distinct from (s.parameters, s.required, s.arguments, s.body)
  union all
  select format('The default of %s of op.%s is no constant: a call must mean the same when it is sent again.', a.value ->> 'name', o.name)
  from market.operation o
  cross join jsonb_array_elements(o.arguments) a
  where a.value ->> 'default' ~ '[(]|current_|localtime'
  union all
  select format('%s acts on a %s, so its first parameter is a bigint.', o.name, o.entity)
  from market.operation o
  where o.entity is not null
    and (o.arguments -> 0 ->> 'type' is distinct from 'bigint')
  union all
  select format('%s needs a reason, and none is declared.', o.name)
  from market.operation o
  where o.needs_reason
    and not exists (select from market.reason r where r.operation = o.name)
  union all
  select format('The %s of a %s happens by itself, but no operation does it.', x.action, x.entity)
  from market.transition x
  where x.due is not null
    and not exists (select from market.operation o where o.entity = x.entity and o.action = x.action)
  union all
  select format('%s locks %s, which is no parent of a %s.', o.name, l.name, o.entity)
  from market.operation o
  cross join unnest(o.locks) l (name)
  where not exists (select from market.entity e where e.name = o.entity and e.parents ? l.name)
    and not exists (select from market.entity e where e.name = split_part(l.name, '.', 1) and e.name = any (o.required)
      and e.parents ? split_part(l.name, '.', 2))
  union all
  select format('%s would be locked before its parent %s: give it a higher rank.', e.name, p.name)
  from market.entity e
  cross join jsonb_object_keys(e.parents) k (name)
  join market.entity p on p.name = k.name
  where p.rank >= e.rank
  union all
  select format('%s pending timers of %s hold arguments that no longer fit it.', count(*), t.operation)
  from market.timer t
  left join market.operation o on o.name = t.operation
  where t.state = 'pending'
    and (o.name is null or t.arguments - o.parameters <> '{}' or not t.arguments ?& o.required)
  group by t.operation;
end
$$;
comment on function guard.catalogue_faults() is 'Operations, transitions and timers that do not fit each other';
select guard.allow_function('guard.catalogue_faults()', '{}');

create or replace function guard.schema_faults()
returns setof text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select * from guard.function_faults()
  union all
  select * from guard.table_faults()
  union all
  select * from guard.catalogue_faults()
  union all
  select * from guard.address_faults();
end
$$;
comment on function guard.schema_faults() is 'Each row a sentence that names an object and says what to do; migrate commits only if there is none';
select guard.allow_function('guard.schema_faults()', '{}');

create or replace function guard.invariant_schema_has_no_faults()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found_faults text[] := array(select f from guard.schema_faults() f);
  functions bigint := (select count(*) from guard.our_functions());
begin
  return query select case when found_faults = '{}' then format('%s functions and what is beside them, 0 faults', functions) else found_faults[1] end, found_faults = '{}', functions;
end
$$;
comment on function guard.invariant_schema_has_no_faults() is 'Rights, policies, triggers and functions keep the rules that migrate asks for';

create or replace function guard.invariant_partitions_ahead()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  ahead integer;
begin
  select min(p.months) into ahead
  from (
    select count(*)::integer - 1 as months
    from unnest(array['event', 'audit_entry']) h (name)
    join pg_class c on c.relnamespace = 'market'::regnamespace
      and c.relname ~ ('^' || h.name || '_[0-9]{4}_[0-9]{2}$')
      and c.relname >= h.name || to_char(guard.clock() at time zone 'UTC', '_YYYY_MM')
    group by h.name) p;
  return query select format('%s months', ahead), coalesce(ahead, 0) >= 11, coalesce(ahead, 0)::bigint;
end
$$;
comment on function guard.invariant_partitions_ahead() is 'History has its months a year ahead';

create or replace function guard.invariant_states_have_events()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  known record;
  records bigint := 0;
  astray bigint := 0;
  counted bigint;
  counted_astray bigint;
begin
  -- What a migration laid down has version 0: it stands before all history.
  for known in
    select e.name, e.relation
    from market.entity e
    where e.process_version is not null
  loop
    execute format(
      'select count(*) as records, count(*) filter (where l.version is distinct from nullif(t.version, 0) '
      'or l.to_state is distinct from case when t.version > 0 then t.state end) as astray '
      'from %s t left join lateral (select e.version, e.to_state from market.event e where e.entity = %L and e.entity_id = t.id '
      'order by e.version desc limit 1) l on true', known.relation, known.name)
    into counted, counted_astray;
    records := records + counted;
    astray := astray + counted_astray;
  end loop;
  return query select format('%s records, %s astray', records, astray), astray = 0, records;
end
$$;
comment on function guard.invariant_states_have_events() is 'Every record''s state and version are those of its last event';

create or replace function guard.invariant_events_have_audit()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  events bigint;
  unaudited bigint;
begin
  select count(*), count(*) filter (where not exists (
    select from market.audit_entry a where a.at = e.at and a.invocation_id = e.invocation_id and e.id = any (a.events)))
  into events, unaudited
  from market.event e;
  return query select format('%s events, %s without an entry', events, unaudited), unaudited = 0, events;
end
$$;
comment on function guard.invariant_events_have_audit() is 'Every event stands in the audit entry of its invocation';

create or replace function guard.invariant_transitions_are_allowed()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  changes bigint;
  unknown bigint;
begin
  select count(*), count(*) filter (where e.undoes is null and not exists (
    select from market.transition x
    where x.entity = e.entity and x.process_version = e.process_version
      and x.from_state is not distinct from e.from_state and x.to_state = e.to_state))
  into changes, unknown
  from market.event e
  where e.to_state is distinct from e.from_state;
  return query select format('%s changes of state, %s not allowed', changes, unknown), unknown = 0, changes;
end
$$;
comment on function guard.invariant_transitions_are_allowed() is 'Every change of state is a step of its workflow, or an undo';

create or replace function guard.invariant_timers_of_left_states()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  known record;
  pending bigint;
  stray bigint;
  strays bigint := 0;
begin
  for known in
    select e.name, e.relation
    from market.entity e
    where e.process_version is not null
  loop
    execute format(
      'select count(*) from market.timer m join %s t on t.id = m.entity_id where m.entity = %L and m.state = ''pending'' and m.from_state <> t.state',
      known.relation, known.name)
    into stray;
    strays := strays + stray;
  end loop;
  select count(*) into pending from market.timer m where m.state = 'pending';
  return query select format('%s pending, %s of states that were left', pending, strays), strays = 0, pending;
end
$$;
comment on function guard.invariant_timers_of_left_states() is 'No automatic step waits in a state that its record has left';

select guard.allow_function(f.id::regprocedure, '{}')
from guard.our_functions() f
where f.name ~ '^guard[.]invariant_(schema_has_no_faults|partitions_ahead|states_have_events|events_have_audit|transitions_are_allowed|timers_of_left_states)[(]';
