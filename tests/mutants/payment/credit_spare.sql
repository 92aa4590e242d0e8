-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that credit which a lower price does not need is the customer's again
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.capture_payment(bigint)'::regprocedure),
    $from$greatest(payment.credit - bought.price, 0)$from$,
    $to$0::bigint$to$);
end
$mutant$;
