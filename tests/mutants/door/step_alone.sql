-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that one step which fails keeps nobody back
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run_timers(bigint[])'::regprocedure),
    $from$when others then$from$,
    $to$when assert_failure then$to$);
end
$mutant$;
