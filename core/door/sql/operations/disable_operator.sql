-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The end of an operator: nobody at once, also in a session that is open; no login, no gate, sessions ended.

create or replace function guard.plan_end_of_sessions(invocation uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  set constraints market.end_sessions deferred; -- the door has made all constraints immediate
  insert into market.session_ending (invocation_id, role_oid, at)
  select a.invocation_id, o.role_oid, a.at
  from market.audit_entry a
  join market.operator o on o.id = a.entity_id
  where a.invocation_id = plan_end_of_sessions.invocation
    and a.at >= guard.clock()
    and a.entity = 'operator';
end
$$;
comment on function guard.plan_end_of_sessions(uuid) is 'Lets the sessions of the operator whom this invocation disabled end at COMMIT';
select guard.allow_function('guard.plan_end_of_sessions(uuid)', '{}');

create or replace function op.disable_operator(operator bigint)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  held market.operator;
begin
  perform guard.check_bootstrap();
  update market.operator o
  set state = 'disabled'
  where o.id = disable_operator.operator
  returning o.* into held;
  perform guard.end_login(held.role_oid);
  return '{}';
end
$$;
comment on function op.disable_operator(bigint) is 'Ends an operator''s access for good';
select guard.declare_operation('disable_operator', 'operator', 'Disable', 'Ends an operator''s access for good, and the sessions that are open.',
  danger => true, undoable => false, finish => 'guard.plan_end_of_sessions');
select guard.allow_operation('disable_operator', array['steward_administrator', 'steward_worker']);
