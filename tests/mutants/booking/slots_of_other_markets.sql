-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the markets of who asks for free times
-- test: tests/sql/booking/candidates_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_slots(bigint, date)'::regprocedure),
    $from$and books.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
