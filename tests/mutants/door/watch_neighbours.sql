-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving other databases of the server alone
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$s.datname = current_database()$from$,
    $to$true$to$);
end
$mutant$;
