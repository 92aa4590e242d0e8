-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was never confirmed is not reopened
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reopen_cancelled(bigint)'::regprocedure),
    $from$ended.captured = 0$from$,
    $to$false$to$);
end
$mutant$;
