-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What the caller's views ask of the catalogue.

create or replace function guard.my_operations()
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  actor guard.acting := guard.actor();
begin
  if actor.kind is null then
    return '{}';
  end if;
  return array(
    select o.name
    from market.operation o
    join pg_proc p on p.proname = o.name and p.pronamespace = 'op'::regnamespace
    where exists (
      select
      from aclexplode(p.proacl) a
      where a.privilege_type = 'EXECUTE'
        and a.grantee not in (0, p.proowner)
        and pg_has_role(actor.role_id, a.grantee, 'usage'))
    order by o.name);
end
$$;
comment on function guard.my_operations() is 'Names of the operations that the caller may run';
select guard.allow_function('guard.my_operations()', guard.everybody());

create or replace function guard.my_market_names()
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(
    select m.name
    from market.market m
    where m.id = any (guard.my_markets())
    order by m.name);
end
$$;
comment on function guard.my_market_names() is 'Names of the markets in the caller''s reach';
select guard.allow_function('guard.my_market_names()', guard.everybody());

create or replace function guard.my_objection(proposal bigint)
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  proposed market.proposal;
begin
  select p.* into proposed
  from market.proposal p
  where p.id = my_objection.proposal;
  return guard.objection(proposed, guard.actor());
end
$$;
comment on function guard.my_objection(bigint) is 'Why the caller can not be the second person of a proposal that he sees; null if he can';
select guard.allow_function('guard.my_objection(bigint)', guard.operators());

create or replace function guard.my_codes()
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return guard.codes_of(guard.actor());
end
$$;
comment on function guard.my_codes() is 'The caller in the letters of market.transition.actors';
select guard.allow_function('guard.my_codes()', guard.everybody());
