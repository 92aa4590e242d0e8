-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the search by words finding in the own markets only
-- test: tests/sql/booking/reads_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_match(text, integer)'::regprocedure),
    $from$and booking.market_id = any (markets)$from$,
    $to$$to$);
end
$mutant$;
