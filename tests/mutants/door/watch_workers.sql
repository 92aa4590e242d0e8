-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: sparing the worker's own sessions
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$and r.rolname <> 'steward_worker'$from$,
    $to$$to$);
end
$mutant$;
