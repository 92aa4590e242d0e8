-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the bound of a range
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.overview_span(date, date, integer)'::regprocedure),
    $from$days not between 1 and 400$from$,
    $to$days not between -400 and 4000$to$);
end
$mutant$;
