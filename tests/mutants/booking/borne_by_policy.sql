-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that of what the platform bears the provider gets as much as of the rest
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.by_policy(bigint, interval)'::regprocedure),
    $from$money.customers + money.platforms))[2]$from$,
    $to$money.customers))[2]$to$);
end
$mutant$;
