-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is charged again once
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reopen_cancelled(bigint)'::regprocedure),
    $from$perform guard.check_awaits_nothing(ended.id);$from$,
    $to$$to$);
end
$mutant$;
