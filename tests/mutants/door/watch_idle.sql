-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending who is idle within a transaction
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$then 'idle'$from$,
    $to$then null$to$);
end
$mutant$;
