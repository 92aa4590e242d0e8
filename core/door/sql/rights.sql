-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How files state who may run a function: what stood is revoked, what is said is granted, nothing else holds.

create or replace function guard.refuse(code text, words text, hint text default null, detail jsonb default null)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if refuse.hint is not null and refuse.detail is not null then
    raise exception using errcode = refuse.code, message = refuse.words, hint = refuse.hint, detail = refuse.detail::text;
  elsif refuse.hint is not null then
    raise exception using errcode = refuse.code, message = refuse.words, hint = refuse.hint;
  elsif refuse.detail is not null then
    raise exception using errcode = refuse.code, message = refuse.words, detail = refuse.detail::text;
  end if;
  raise exception using errcode = refuse.code, message = refuse.words;
end
$$;
comment on function guard.refuse(text, text, text, jsonb) is 'Raises one of our refusals, in words that an operator understands';

create or replace function guard.everybody()
returns text[]
language sql
immutable
begin atomic
  select array[
    'steward_support', 'steward_operations', 'steward_finance', 'steward_auditor', 'steward_administrator',
    'steward_customer', 'steward_provider', 'steward_anonymous', 'steward_worker', 'steward_door'];
end;
comment on function guard.everybody() is 'The groups, the worker and the door: whom grants mean when everybody may';

create or replace function guard.operators()
returns text[]
language sql
immutable
begin atomic
  select array['steward_support', 'steward_operations', 'steward_finance', 'steward_auditor', 'steward_administrator'];
end;
comment on function guard.operators() is 'The groups of operators';

create or replace function guard.allow_function(what regprocedure, roles text[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  held text[];
  wanted text[];
  granted text;
begin
  select coalesce(array_agg(coalesce(r.rolname, 'public') order by coalesce(r.rolname, 'public')), '{}')
  into held
  from pg_proc p
  cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  left join pg_roles r on r.oid = a.grantee
  where p.oid = allow_function.what
    and a.grantee <> p.proowner;
  select coalesce(array_agg(distinct w.role order by w.role), '{}')
  into wanted
  from unnest(allow_function.roles) w (role)
  where w.role <> (select r.rolname from pg_proc p join pg_roles r on r.oid = p.proowner where p.oid = allow_function.what);
  if held = wanted then
    return; -- rights that stand are not written again: each writing is a new row of pg_proc
  end if;
  foreach granted in array held loop
    if granted = 'public' then
      execute format('revoke all on function %s from public', allow_function.what);
    else
      execute format('revoke all on function %s from %I', allow_function.what, granted);
    end if;
  end loop;
  foreach granted in array wanted loop
    execute format('grant execute on function %s to %I', allow_function.what, granted);
  end loop;
end
$$;
comment on function guard.allow_function(regprocedure, text[]) is 'Lets exactly these roles run a function. Called by the function''s owner, from the file that makes it';
select guard.allow_function('guard.allow_function(regprocedure, text[])', array['steward_owner', 'steward_door', 'steward_roles']);
select guard.allow_function('guard.everybody()', array['steward_owner', 'steward_door', 'steward_roles']);
select guard.allow_function('guard.operators()', array['steward_owner', 'steward_door', 'steward_roles']);
select guard.allow_function('guard.refuse(text, text, text, jsonb)', array['steward_owner', 'steward_door', 'steward_roles']);

create or replace function guard.allow_operation(operation text, roles text[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.allow_function(p.oid::regprocedure, allow_operation.roles)
  from pg_proc p
  where p.pronamespace = 'op'::regnamespace
    and p.proname = allow_operation.operation;
  if not found then
    perform guard.refuse('MP001', format('There is no operation %s to grant.', allow_operation.operation));
  end if;
end
$$;
comment on function guard.allow_operation(text, text[]) is 'Lets exactly these groups run an operation, through api.invoke';
select guard.allow_function('guard.allow_operation(text, text[])', array['steward_owner', 'steward_door', 'steward_roles']);

create or replace function guard.open_table(relation regclass)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if not (select c.relrowsecurity from pg_class c where c.oid = open_table.relation) then
    execute format('alter table %s enable row level security', open_table.relation);
  end if;
  if not exists (select from pg_policy p where p.polrelid = open_table.relation and p.polname = 'steward_door') then
    execute format('create policy steward_door on %s to steward_door using (true) with check (true)', open_table.relation);
  end if;
end
$$;
comment on function guard.open_table(regclass) is 'Turns row-level security on and lets the door through it; who else sees rows is said by policies';
select guard.allow_function('guard.open_table(regclass)', array['steward_owner', 'steward_door', 'steward_roles']);
