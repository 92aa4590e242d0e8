-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that credit is the customer's again when the card is declined
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.payment_declined(bigint)'::regprocedure),
    $from$perform guard.release_credit(payment_declined.booking);$from$,
    $to$$to$);
end
$mutant$;
