-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the money of what takes place again is held again
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_place_again(bigint)'::regprocedure),
    $from$perform guard.reclaim_escrow(reopened.id);$from$,
    $to$$to$);
end
$mutant$;
