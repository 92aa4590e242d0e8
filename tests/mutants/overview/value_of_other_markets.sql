-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of bookings and gross value to the caller's markets
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.overview_figures(date, date, integer)'::regprocedure),
    $from$where booking.market_id = any (span.markets)$from$,
    $to$where true$to$);
end
$mutant$;
