-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The end of an operator: nobody at once, also in a session that is open; no login, no gate, sessions ended.

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
  danger => true, undoable => false, finish => 'guard.end_sessions');
select guard.allow_operation('disable_operator', array['steward_administrator', 'steward_worker']);
