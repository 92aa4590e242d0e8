-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending who keeps a snapshot
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$then 'snapshot'$from$,
    $to$then null$to$);
end
$mutant$;
