-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ending a range at a whole millisecond, which whoever lists what was counted can say again
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.overview_span(date, date, integer)'::regprocedure),
    $from$ends := date_trunc('milliseconds', ends);$from$,
    $to$$to$);
end
$mutant$;
