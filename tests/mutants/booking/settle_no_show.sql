-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a customer to whom nobody came gets their money back
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.after_the_service(bigint)'::regprocedure),
    $from$case when missed = 'provider' then money.customers else 0 end$from$,
    $to$0$to$);
end
$mutant$;
