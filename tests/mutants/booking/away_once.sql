-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an absence ends once
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.end_absence(bigint, bigint)'::regprocedure),
    $from$and marked.free_from is null$from$,
    $to$$to$);
end
$mutant$;
