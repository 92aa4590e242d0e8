-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the bound of a range
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.overview_span(date, date, integer)'::regprocedure),
    $from$not guard.are_calendar_days(overview_span.first, overview_span.last, 400)$from$,
    $to$false$to$);
end
$mutant$;
