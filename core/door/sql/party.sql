-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Whose action it is. An operator may do what a customer or provider may do, for them: {"on_behalf_of": "customer:17"}. The
-- operator stays the actor, with his limits, his window of undo and his markets; the workflow, what may be touched, and what an
-- operation asks about its caller are the other's.

create or replace function guard.may_run(operation text, actor guard.acting, for_kind text)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  called guard.called := guard.look_up(may_run.operation, actor.role_id, null);
begin
  if may_run.for_kind is null then
    return called.permitted;
  end if;
  return called.acted_by && guard.codes_of(actor) -- letters of operators only
    and exists ( -- nobody has more done for them than they may do
      select
      from pg_proc p
      cross join aclexplode(p.proacl) a
      join pg_roles r on r.oid = a.grantee
      where p.pronamespace = 'op'::regnamespace
        and p.proname = called.name
        and a.privilege_type = 'EXECUTE'
        and may_run.for_kind in ('customer', 'provider')
        and r.rolname = 'steward_' || may_run.for_kind);
end
$$;
comment on function guard.may_run(text, guard.acting, text) is 'Whether an actor may run an operation: as himself, or for a customer or provider';
select guard.allow_function('guard.may_run(text, guard.acting, text)', '{}');

create or replace function guard.party_of(on_behalf_of text, actor guard.acting)
returns guard.acting
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  party guard.acting;
begin
  select p.kind, p.id, p.id, actor.login, r.oid, r.rolname, p.display_name, false
  into party
  from market.person p
  join pg_roles r on r.rolname = 'steward_' || p.kind
  where p.id = split_part(party_of.on_behalf_of, ':', 2)::bigint
    and p.kind = split_part(party_of.on_behalf_of, ':', 1)
    and p.active
    and p.market_id = any (guard.markets_of(actor));
  if not found then
    perform guard.no_such_record(split_part(party_of.on_behalf_of, ':', 1));
  elsif party.person_id = actor.person_id then
    -- What is one's own is done with a customer's means: staff could take it back, and no colleague had heard the wish.
    perform guard.refuse('MP032', 'You can not act for yourself.', 'Do it as the customer or provider that you are, or ask a colleague.');
  end if;
  return party;
end
$$;
comment on function guard.party_of(text, guard.acting) is 'The customer or provider for whom an operator acts; refused if absent, out of his markets, or himself';
select guard.allow_function('guard.party_of(text, guard.acting)', '{}');

create or replace function guard.party_kind()
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  running guard.call := nullif(current_setting('steward.call', true), '')::guard.call;
begin
  return coalesce(running.for_kind, running.actor_kind);
end
$$;
comment on function guard.party_kind() is 'For operations: as whom the invocation runs; the customer''s or provider''s kind where an operator acts for them';
select guard.allow_function('guard.party_kind()', '{}');

create or replace function guard.party_person()
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  running guard.call := nullif(current_setting('steward.call', true), '')::guard.call;
begin
  return coalesce(running.for_person, running.person_id);
end
$$;
comment on function guard.party_person() is 'For operations: whose action it is; the customer or provider where an operator acts for them';
select guard.allow_function('guard.party_person()', '{}');

create or replace function guard.invariant_acting_names_both()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  acted bigint;
  wrong bigint;
begin
  select count(*), count(*) filter (where a.person_id is not distinct from a.for_person
    or not exists (select from market.person p where p.id = a.for_person and p.kind = a.for_kind))
  into acted, wrong
  from market.audit_entry a
  where a.for_person is not null;
  wrong := wrong + (
    select count(*)
    from market.audit_entry a
    join market.event e on e.at = a.at and e.id = any (a.events)
    where (e.for_kind, e.for_person) is distinct from (a.for_kind, a.for_person)
      and e.entity <> 'proposal'); -- what a proposal is about is in it, and deciding it is the operator's own
  return query select format('%s actions of operators for customers and providers, %s of them wrong', acted, wrong), wrong = 0, acted;
end
$$;
comment on function guard.invariant_acting_names_both() is 'Where operators acted for somebody, audit and events name both, and nobody acted for themselves';
select guard.allow_function('guard.invariant_acting_names_both()', '{}');
