-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving who is within the limit alone
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$s.state_change < clock_timestamp() - limits.idle_limit then 'idle'$from$,
    $to$s.state_change < clock_timestamp() then 'idle'$to$);
end
$mutant$;
