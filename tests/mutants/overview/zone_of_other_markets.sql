-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of the days' zone to the market that was asked for, within the caller's
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.overview_span(date, date, integer)'::regprocedure),
    $from$reach.id = coalesce(overview_span.market, reach.id)$from$,
    $to$true$to$);
end
$mutant$;
