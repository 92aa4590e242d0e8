-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a customer does not bear that she pays less
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reprice(bigint, market.amount, market.short_text)'::regprocedure),
    $from$if override_reprice.bearer = 'customer' then$from$,
    $to$if false then$to$);
end
$mutant$;
