-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was paid too much goes back
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.set_price(bigint, bigint, bigint)'::regprocedure),
    $from$former.held > set_price.price$from$,
    $to$false$to$);
end
$mutant$;
