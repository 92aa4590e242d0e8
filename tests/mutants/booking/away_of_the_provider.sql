-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an absence is ended for its own provider
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.end_absence(bigint, bigint)'::regprocedure),
    $from$and marked.provider_id = end_absence.provider$from$,
    $to$$to$);
end
$mutant$;
