-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that operators are told of their markets only who holds a time
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_holders(bigint, timestamptz)'::regprocedure),
    $from$and books.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
