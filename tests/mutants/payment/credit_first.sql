-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that credit comes back before the card's money
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.refund_payment(bigint, bigint)'::regprocedure),
    $from$to_credit := least(refund_payment.amount, paid.credit - paid.credit_refunded);$from$,
    $to$to_credit := greatest(refund_payment.amount - (paid.captured - paid.credit), 0);$to$);
end
$mutant$;
