-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: sparing who makes a dump
-- test: tests/sql/door/watchdog_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.stuck_sessions()'::regprocedure),
    $from$or r.rolbypassrls$from$,
    $to$$to$);
end
$mutant$;
