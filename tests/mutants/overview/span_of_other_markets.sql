-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the limit of the Overview to the caller's markets
-- test: tests/sql/overview/figures_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.overview_span(date, date, integer)'::regprocedure),
    $from$unnest(guard.my_markets())$from$,
    $to$unnest(array(select every.id from market.market every))$to$);
end
$mutant$;
