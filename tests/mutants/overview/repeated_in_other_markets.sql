-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of what is counted once to the caller's markets
-- test: tests/sql/overview/lists_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$and known.market_id = any (span.markets)$from$,
    $to$$to$);
end
$mutant$;
