-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of the arrows to the caller's markets
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_arrows(date, date, integer)'::regprocedure),
    $from$and event.market_id = any (span.markets)$from$,
    $to$$to$);
end
$mutant$;
