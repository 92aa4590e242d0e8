-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Who is acting. session_user is the only thing that a client cannot choose; what a gate says counts for gates alone.

create or replace function guard.actor()
returns guard.acting
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  found_actor guard.acting;
  chosen text;
  said text;
begin
  if session_user = 'steward_worker' then
    found_actor := ('system', 0, null, 'steward_worker', 'steward_worker'::regrole::oid, 'steward_worker', 'Steward', true);
    return found_actor;
  elsif session_user = 'steward_gate_public' then
    chosen := current_setting('role');
    said := nullif(current_setting('steward.actor', true), ''); -- after one request it is empty, not null
    if chosen = 'steward_anonymous' and said is null then
      found_actor := ('anonymous', 0, null, session_user, 'steward_anonymous'::regrole::oid, chosen, 'Not signed in', false);
    elsif chosen in ('steward_customer', 'steward_provider') and said ~ '^[0-9]{1,18}$' then
      select substr(chosen, 9), p.id, p.id, session_user, r.oid, chosen, p.display_name, false
      into found_actor
      from market.person p
      cross join pg_roles r
      where p.id = said::bigint
        and p.active
        and r.rolname = chosen;
    end if;
    return found_actor;
  end if;
  chosen := case when session_user = 'steward_gate_admin' then current_setting('role') else session_user end;
  select 'operator', o.id, o.person_id, o.login, o.role_oid, chosen, o.name, o.all_markets
  into found_actor
  from pg_roles r
  join market.operator o on o.role_oid = r.oid
  where r.rolname = chosen
    and o.active;
  return found_actor;
end
$$;
comment on function guard.actor() is 'Whom the database takes the caller for; all null for nobody';
select guard.allow_function('guard.actor()', guard.everybody());

create or replace function guard.my_kind()
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (guard.actor()).kind;
end
$$;
comment on function guard.my_kind() is 'operator, customer, provider, system or anonymous; null for nobody';
select guard.allow_function('guard.my_kind()', guard.everybody());

create or replace function guard.my_person()
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (guard.actor()).person_id;
end
$$;
comment on function guard.my_person() is 'The person behind the caller';
select guard.allow_function('guard.my_person()', guard.everybody());

create or replace function guard.markets_of(actor guard.acting)
returns integer[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (markets_of.actor).all_markets then
    return coalesce((select array_agg(m.id order by m.id) from market.market m), '{}');
  elsif (markets_of.actor).kind = 'operator' then
    return coalesce(
      (select array_agg(m.market_id order by m.market_id)
       from market.operator_market m
       where m.operator_id = (markets_of.actor).id), '{}');
  end if;
  return '{}';
end
$$;
comment on function guard.markets_of(guard.acting) is 'The markets in an actor''s reach; none for customers and providers';
select guard.allow_function('guard.markets_of(guard.acting)', '{}');

create or replace function guard.my_markets()
returns integer[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  reach integer[];
begin
  if session_user in ('steward_worker', 'steward_gate_public', 'steward_gate_admin') then
    return guard.markets_of(guard.actor());
  end if;
  -- An operator's own login. The policies of three tables ask this for each page of a list, so it is one statement:
  -- through the functions above it takes two thirds longer. A test compares the two.
  select case
      when o.all_markets then array(select m.id from market.market m order by m.id)
      else array(select m.market_id from market.operator_market m where m.operator_id = o.id order by m.market_id)
    end
  into reach
  from market.operator o
  where o.role_oid = to_regrole(quote_ident(session_user))
    and o.active;
  return coalesce(reach, '{}');
end
$$;
comment on function guard.my_markets() is 'The markets in the caller''s reach. Policies: market_id = any ((select guard.my_markets())::int[])';
select guard.allow_function('guard.my_markets()', guard.everybody());

create or replace function guard.roles_of(actor guard.acting)
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (roles_of.actor).kind is null then
    return '{}';
  end if;
  return coalesce(
    (select array_agg(g.name order by g.name)
     from unnest(guard.everybody()) g (name)
     where g.name <> 'steward_door'
       and pg_has_role((roles_of.actor).role_id, g.name, 'usage')), '{}');
end
$$;
comment on function guard.roles_of(guard.acting) is 'The groups that an actor holds';
select guard.allow_function('guard.roles_of(guard.acting)', '{}');

create or replace function guard.my_roles()
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return guard.roles_of(guard.actor());
end
$$;
comment on function guard.my_roles() is 'The groups that the caller holds';
select guard.allow_function('guard.my_roles()', guard.everybody());

create or replace function guard.codes_of(actor guard.acting)
returns text[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return case (codes_of.actor).kind
    when 'operator' then array_remove(array[
      case when pg_has_role((codes_of.actor).role_id, 'steward_support', 'usage') then 'S' end,
      case when pg_has_role((codes_of.actor).role_id, 'steward_operations', 'usage') then 'O' end,
      case when pg_has_role((codes_of.actor).role_id, 'steward_finance', 'usage') then 'F' end,
      case when pg_has_role((codes_of.actor).role_id, 'steward_administrator', 'usage') then 'A' end], null)
    when 'customer' then array['C']
    when 'provider' then array['P']
    when 'system' then array['sys']
    else '{}'
  end;
end
$$;
comment on function guard.codes_of(guard.acting) is 'An actor in the letters of market.transition.actors';
select guard.allow_function('guard.codes_of(guard.acting)', '{}');
