-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the platform does not bear less when more was asked for
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reprice(bigint, market.amount, market.short_text)'::regprocedure),
    $from$override_reprice.price <= present.price + present.platform_bears$from$,
    $to$false$to$);
end
$mutant$;
