-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of currencies to those of the caller's markets
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$where home.id = any (span.markets)$from$,
    $to$where true$to$);
end
$mutant$;
