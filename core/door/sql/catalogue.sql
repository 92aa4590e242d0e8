-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What each area of the API may read and do, out of PostgreSQL's own catalogue: stewardd makes its addresses and the OpenAPI
-- document of this and knows no feature. A name is an address with hyphens instead of underscores.

create or replace function guard.areas()
returns table (area text, gate text, roles text[])
language sql
immutable
begin atomic
  select *
  from (values
    ('admin', 'steward_gate_admin', guard.operators()),
    ('customer', 'steward_gate_public', array['steward_customer']),
    ('provider', 'steward_gate_public', array['steward_provider']),
    ('public', 'steward_gate_public', array['steward_anonymous'])) a (area, gate, roles);
end;
comment on function guard.areas() is 'The areas of the API, the gate that serves each, and the groups that it is for; public is for who is not signed in';
select guard.allow_function('guard.areas()', '{}');

create or replace function guard.granted_to(roles text[], acl aclitem[], owner oid, privilege text)
returns text[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return array( -- as the door asks: what PUBLIC may, and no list at all, count for nothing
    select r.name
    from unnest(granted_to.roles) r (name)
    where exists (
      select
      from aclexplode(granted_to.acl) a
      where a.privilege_type = granted_to.privilege
        and a.grantee not in (0, granted_to.owner)
        and pg_has_role(r.name, a.grantee, 'usage'))
    order by r.name);
end
$$;
comment on function guard.granted_to(text[], aclitem[], oid, text) is 'Those of some groups to whom a right is given by name';
select guard.allow_function('guard.granted_to(text[], aclitem[], oid, text)', '{}');

create or replace function guard.base_type(type oid)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  base oid := base_type.type;
  element oid;
begin
  while (select t.typtype from pg_type t where t.oid = base) = 'd' loop
    base := (select t.typbasetype from pg_type t where t.oid = base);
  end loop;
  element := (select t.typelem from pg_type t where t.oid = base and t.typcategory = 'A');
  return case when element is null then format_type(base, null) else guard.base_type(element) || '[]' end;
end
$$;
comment on function guard.base_type(oid) is 'The name of a type without its domains, also in arrays';
select guard.allow_function('guard.base_type(oid)', '{}');

create or replace function guard.words_of_lists()
returns text[]
language sql
immutable
begin atomic
  select array['columns', 'cursor', 'direction', 'limit', 'market', 'sort', 'words'];
end;
comment on function guard.words_of_lists() is 'What an address of a list says beside its columns';
select guard.allow_function('guard.words_of_lists()', '{}');

create or replace function guard.operations_in(roles text[])
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  letters text[] := array(
    select k.code
    from (values ('S', 'steward_support'), ('O', 'steward_operations'), ('F', 'steward_finance'), ('A', 'steward_administrator')) k (code, role)
    where k.role = any (operations_in.roles));
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('name', o.name, 'entity', o.entity, 'title', o.title, 'text', o.description, 'roles', may.roles,
        'for_others', o.acted_by && letters, 'danger', o.danger, 'needs_reason', o.needs_reason, 'undoable', o.undoable,
        'moves_money', o.moves_money, 'has_reference', e.reference is not null,
        'arguments', (
          select coalesce(jsonb_agg(a.value || jsonb_build_object('redacted', (a.value ->> 'name') = any (o.redacted)) order by a.n), '[]')
          from jsonb_array_elements(o.arguments) with ordinality a (value, n)),
        'reasons', (
          select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'title', r.title, 'needs_note', r.needs_note, 'for_others', r.acting) order by r.acting, r.ordinal, r.code), '[]')
          from market.reason r
          where r.operation = o.name
            and case when r.acting then o.acted_by && letters else may.roles <> '{}' end))
      order by o.name)
    from market.operation o
    join pg_proc p on p.pronamespace = 'op'::regnamespace and p.proname = o.name
    cross join lateral (select guard.granted_to(operations_in.roles, p.proacl, p.proowner, 'EXECUTE') as roles) may
    left join market.entity e on e.name = o.entity
    where may.roles <> '{}'
      or o.acted_by && letters), '[]');
end
$$;
comment on function guard.operations_in(text[]) is 'The operations that some groups may run, for themselves or for others';
select guard.allow_function('guard.operations_in(text[])', '{}');

create or replace function guard.views_in(roles text[])
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('name', c.relname, 'kind', 'view', 'text', obj_description(c.oid, 'pg_class'), 'roles', may.roles,
        'declared', exists (select from market.view_column d where d.view = c.relname),
        'match', (
          select p.proname
          from pg_proc p
          where p.pronamespace = c.relnamespace
            and p.proname = regexp_replace(c.relname, '_list$', '') || '_match'
            and guard.granted_to(views_in.roles, p.proacl, p.proowner, 'EXECUTE') <> '{}'),
        'arguments', '[]'::jsonb,
        'columns', (
          select jsonb_agg(jsonb_build_object('name', a.attname, 'type', guard.base_type(a.atttypid), 'text', col_description(c.oid, a.attnum),
              'filterable', coalesce(d.filterable, false), 'sortable', coalesce(d.sortable, false)) order by a.attnum)
          from pg_attribute a
          left join market.view_column d on d.view = c.relname and d.column_name = a.attname
          where a.attrelid = c.oid
            and a.attnum > 0
            and not a.attisdropped))
      order by c.relname)
    from pg_class c
    cross join lateral (select guard.granted_to(views_in.roles, c.relacl, c.relowner, 'SELECT') as roles) may
    where c.relnamespace = 'api'::regnamespace
      and c.relkind = 'v'
      and may.roles <> '{}'), '[]');
end
$$;
comment on function guard.views_in(text[]) is 'The views of schema api that some groups may read';
select guard.allow_function('guard.views_in(text[])', '{}');

create or replace function guard.functions_in(roles text[])
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('name', p.proname, 'kind', 'function', 'text', obj_description(p.oid, 'pg_proc'), 'roles', may.roles,
        'declared', false, 'match', null, 'writes', p.provolatile = 'v',
        'arguments', (
          select coalesce(jsonb_agg(jsonb_build_object('name', p.proargnames[n], 'type', guard.base_type(p.proallargtypes[n]),
              'required', n <= p.pronargs - p.pronargdefaults) order by n), '[]')
          from generate_subscripts(p.proargmodes, 1) n
          where p.proargmodes[n] = 'i'),
        'columns', (
          select jsonb_agg(jsonb_build_object('name', p.proargnames[n], 'type', guard.base_type(p.proallargtypes[n]), 'text', null,
              'filterable', false, 'sortable', false) order by n)
          from generate_subscripts(p.proargmodes, 1) n
          where p.proargmodes[n] = 't'))
      order by p.proname)
    from pg_proc p
    cross join lateral (select guard.granted_to(functions_in.roles, p.proacl, p.proowner, 'EXECUTE') as roles) may
    where p.pronamespace = 'api'::regnamespace
      and p.proretset
      and 't' = any (p.proargmodes)
      and may.roles <> '{}'), '[]');
end
$$;
comment on function guard.functions_in(text[]) is 'The functions of schema api that return a table and that some groups may run; writes: asking leaves a trace';
select guard.allow_function('guard.functions_in(text[])', '{}');

create or replace function guard.area_catalogue(area text)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select jsonb_build_object('area', a.area, 'roles', a.roles, 'operations', guard.operations_in(a.roles),
      'reads', guard.views_in(a.roles) || guard.functions_in(a.roles))
    from guard.areas() a
    where a.area = area_catalogue.area);
end
$$;
comment on function guard.area_catalogue(text) is 'What one area of the API may read and do; null if there is no such area';
select guard.allow_function('guard.area_catalogue(text)', '{}');

create or replace function api.catalogue(known text default null)
returns table (version text, areas jsonb)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  select jsonb_agg(guard.area_catalogue(a.area) order by a.area)
  into areas
  from guard.areas() a
  where a.gate = session_user;
  version := encode(sha256(convert_to(areas::text, 'UTF8')), 'hex');
  if areas is null then
    return;
  elsif version = catalogue.known then
    areas := null;
  end if;
  return next;
end
$$;
comment on function api.catalogue(text) is 'What the asking gate''s areas may read and do, with a version; only the version to who has it already';
select guard.allow_function('api.catalogue(text)', array['steward_gate_public', 'steward_gate_admin']);

create or replace function guard.address_faults()
returns setof text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select format('api.%s has %s forms; the API has one address for all of them.', f.name, count(*))
  from (
    select c.relname::text as name
    from pg_class c
    where c.relnamespace = 'api'::regnamespace
      and c.relkind in ('v', 'm')
    union all
    select p.proname
    from pg_proc p
    where p.pronamespace = 'api'::regnamespace) f
  group by f.name
  having count(*) > 1
  union all
  select format('op.%s has no target, and the address of api.%s: give one of them another name.', o.name, p.proname)
  from market.operation o
  join pg_proc p on p.pronamespace = 'api'::regnamespace and p.proname = o.name
  where o.entity is null
  union all
  select format('The argument options of op.%s would be taken for the options of the call: give it another name.', o.name)
  from market.operation o
  where 'options' = any (o.parameters)
  union all
  select format('The column %s of api.%s can not be filtered by: the word means something else in a list''s address.', d.column_name, d.view)
  from market.view_column d
  where d.filterable
    and d.column_name = any (guard.words_of_lists());
end
$$;
comment on function guard.address_faults() is 'Names that would be one address of the API, or mean two things in one';
select guard.allow_function('guard.address_faults()', array['steward_owner']);
