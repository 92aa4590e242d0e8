-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: looking again at COMMIT at who is stuck
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$perform pg_stat_clear_snapshot();$from$,
    $to$$to$);
end
$mutant$;
