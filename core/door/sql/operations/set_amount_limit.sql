-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- How much one person of a role may move alone. It always takes a second person: a limit that one could raise would be none.

create or replace function op.set_amount_limit(role_name text, currency text, per_record market.amount, per_day market.amount, for_operation text default null)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  former market.amount_limit;
begin
  if set_amount_limit.role_name not in ('steward_support', 'steward_operations', 'steward_finance', 'steward_administrator') then
    perform guard.refuse('MP003', 'There is no such role that moves money.', 'It is one of steward_support, steward_operations, steward_finance, steward_administrator.', '{"argument": "role_name"}');
  elsif not exists (select from market.currency c where c.code = set_amount_limit.currency) then
    perform guard.refuse('MP003', 'There is no such currency.', 'Use one that a market trades in.', '{"argument": "currency"}');
  elsif set_amount_limit.for_operation is not null
    and not exists (select from market.operation o where o.name = set_amount_limit.for_operation and o.moves_money) then
    perform guard.refuse('MP003', 'There is no such operation that moves money.', 'Leave it out for the limit of all.', '{"argument": "for_operation"}');
  elsif set_amount_limit.per_day < set_amount_limit.per_record then
    perform guard.refuse('MP003', 'The limit of a day is less than that of one record.', 'Raise the one or lower the other.', '{"argument": "per_day"}');
  end if;
  select l.* into former
  from market.amount_limit l
  where l.role_name = set_amount_limit.role_name
    and l.currency = set_amount_limit.currency
    and l.operation is not distinct from set_amount_limit.for_operation
  order by l.version desc
  limit 1;
  insert into market.amount_limit (role_name, operation, currency, version, per_record, per_day, since, invocation_id)
  values (set_amount_limit.role_name, set_amount_limit.for_operation, set_amount_limit.currency, coalesce(former.version, 0) + 1,
    set_amount_limit.per_record, set_amount_limit.per_day, guard.clock(), guard.invocation_id());
  return jsonb_build_object('version', coalesce(former.version, 0) + 1);
end
$$;
comment on function op.set_amount_limit(text, text, market.amount, market.amount, text) is 'Sets how much one person of a role may move alone';
select guard.declare_operation('set_amount_limit', null, 'Set limit', 'Sets how much one person of a role may move alone, in minor units. It takes a second person.',
  needs_reason => true, undoable => false);
select guard.declare_second_person('set_amount_limit');
select guard.declare_reason('set_amount_limit', 'policy', 'Decision of the management', needs_note => true);
select guard.declare_reason('set_amount_limit', 'too_tight', 'Too much waits for approval');
select guard.declare_reason('set_amount_limit', 'too_wide', 'Too much passes without');
select guard.allow_operation('set_amount_limit', array['steward_administrator']);

create or replace function guard.effects_limits(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('role', l.role_name, 'operation', l.operation, 'currency', l.currency, 'per_record', l.per_record, 'per_day', l.per_day,
      'former_per_record', f.per_record, 'former_per_day', f.per_day))
    from market.amount_limit l
    left join market.amount_limit f on f.role_name = l.role_name and f.currency = l.currency and f.operation is not distinct from l.operation
      and f.version = l.version - 1
    where l.invocation_id = effects_limits.invocation), '[]');
end
$$;
comment on function guard.effects_limits(uuid) is 'The limits that an invocation set';
select guard.allow_function('guard.effects_limits(uuid)', '{}');
select guard.declare_effects('limits', 'guard.effects_limits(uuid)'::regprocedure);
