-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the markets of who asks for what could be done
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.away_plan(bigint, date, date, bigint, integer)'::regprocedure),
    $from$and somebody.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
