-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that candidates are free at that time
-- test: tests/sql/booking/candidates_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.candidates(bigint, integer)'::regprocedure),
    $from$and taken.blocking$from$,
    $to$and false$to$);
end
$mutant$;
