-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the markets of who asks why
-- test: tests/sql/booking/why_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_why(bigint, text)'::regprocedure),
    $from$and known.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
