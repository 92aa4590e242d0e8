-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that offered times are free
-- test: tests/sql/booking/candidates_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.free_starts(bigint, interval, date, bigint, integer)'::regprocedure),
    $from$and taken.blocking$from$,
    $to$and false$to$);
end
$mutant$;
