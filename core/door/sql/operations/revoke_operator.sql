-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Fewer groups or markets for an operator.

create or replace function op.revoke_operator(operator bigint, groups text[] default '{}', markets integer[] default '{}',
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
  delete from market.operator_market m
  where m.operator_id = revoke_operator.operator
    and m.market_id = any (revoke_operator.markets);
  update market.operator o
  set groups = array(select g.name from unnest(o.groups) g (name) where g.name <> all (revoke_operator.groups) order by g.name),
    markets = array(select m.market_id from market.operator_market m where m.operator_id = o.id order by m.market_id),
    all_markets = o.all_markets and not revoke_operator.all_markets
  where o.id = revoke_operator.operator
  returning o.* into held;
  if held.groups = '{}' then
    perform guard.refuse('MP032', 'An operator keeps at least one group.', 'Disable the operator instead.');
  end if;
  perform guard.set_groups(held.role_oid, held.groups);
  return jsonb_build_object('groups', held.groups, 'markets', held.markets);
end
$$;
comment on function op.revoke_operator(bigint, text[], integer[], boolean) is 'Takes groups or markets from an operator';
select guard.declare_operation('revoke_operator', 'operator', 'Revoke', 'Takes groups or markets from an operator.', danger => true, undoable => false, inverse => 'grant_operator');
select guard.allow_operation('revoke_operator', array['steward_administrator', 'steward_worker']);
