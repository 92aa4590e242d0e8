-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of the time to accept to the caller's markets
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$and taken.market_id = any (span.markets)$from$,
    $to$$to$),
    $from$and asked.market_id = any (span.markets)$from$,
    $to$$to$);
end
$mutant$;
