-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a customer gets back no more than she paid, in words
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.divide_escrow(bigint, bigint, bigint, text, text)'::regprocedure),
    $from$divide_escrow.to_customer > held.customers and platform >= 0$from$,
    $to$false$to$);
end
$mutant$;
