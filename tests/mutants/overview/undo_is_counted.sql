-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving the taking back itself out of the rates
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$and event.undoes is null$from$,
    $to$$to$);
end
$mutant$;
