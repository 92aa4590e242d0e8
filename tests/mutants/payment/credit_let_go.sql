-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that credit which was held for nothing is the customer's again
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.release_credit(bigint)'::regprocedure),
    $from$array[held, -held]$from$,
    $to$array[0, 0]::bigint[]$to$);
end
$mutant$;
