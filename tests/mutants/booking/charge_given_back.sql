-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what is given back is given back of the charge it was taken by
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.refund_payment(bigint, bigint)'::regprocedure),
    $from$least(still_to_give, each_charge.captured - each_charge.refunded)$from$,
    $to$0$to$);
end
$mutant$;
