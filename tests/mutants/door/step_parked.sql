-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: parking what failed too often
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.put_back_timer(bigint, text, text)'::regprocedure),
    $from$t.attempts >= guard.most_attempts()$from$,
    $to$false$to$);
end
$mutant$;
