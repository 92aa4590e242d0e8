-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nothing is sold for nothing in words
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reprice(bigint, market.amount, market.short_text)'::regprocedure),
    $from$override_reprice.price = 0$from$,
    $to$false$to$);
end
$mutant$;
