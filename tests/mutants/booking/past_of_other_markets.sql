-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the markets of who asks for a booking's past
-- test: tests/sql/booking/past_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_as_of(bigint, timestamptz)'::regprocedure),
    $from$and books.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
