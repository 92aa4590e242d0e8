-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- More groups or markets for an operator.

create or replace function op.grant_operator(operator bigint, groups text[] default '{}', markets integer[] default '{}',
  all_markets boolean default false)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  held market.operator;
begin
  perform guard.check_bootstrap();
  -- A membership counts at once, before anything is committed: rolled back, nobody would learn what was read with it.
  if exists (select from market.operator o where o.id = grant_operator.operator and (o.id = guard.invocation_operator() or o.person_id = guard.my_person())) then
    perform guard.refuse('MP032', 'Nobody gives rights to themselves.', 'Ask another administrator.');
  end if;
  if exists (select from unnest(grant_operator.markets) m (id) where not exists (select from market.market k where k.id = m.id)) then
    perform guard.refuse('MP003', 'There is no such market.');
  end if;
  insert into market.operator_market (operator_id, market_id)
  select distinct grant_operator.operator, m.id
  from unnest(grant_operator.markets) m (id)
  on conflict do nothing;
  update market.operator o
  set groups = array(select distinct g.name from unnest(o.groups || grant_operator.groups) g (name) order by g.name),
    markets = array(select m.market_id from market.operator_market m where m.operator_id = o.id order by m.market_id),
    all_markets = o.all_markets or grant_operator.all_markets
  where o.id = grant_operator.operator
  returning o.* into held;
  perform guard.set_groups(held.role_oid, held.groups);
  return jsonb_build_object('groups', held.groups, 'markets', held.markets);
end
$$;
comment on function op.grant_operator(bigint, text[], integer[], boolean) is 'Gives an operator more groups or markets';
select guard.declare_operation('grant_operator', 'operator', 'Grant', 'Gives an operator more groups or markets.', undoable => false, inverse => 'revoke_operator');
select guard.allow_operation('grant_operator', array['steward_administrator', 'steward_worker']);
