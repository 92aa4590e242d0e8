-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ignoring SET ROLE for everybody but gates
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.actor()'::regprocedure),
    $from$case when session_user = 'steward_gate_admin' then current_setting('role') else session_user end$from$,
    $to$case when current_setting('role') <> 'none' then current_setting('role') else session_user end$to$);
end
$mutant$;
