-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that every charge of a booking is let go
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.void_payment(bigint)'::regprocedure),
    $from$from guard.charges(paid.id) charges$from$,
    $to$from guard.charges(paid.id) charges where charges.charge = 1$to$);
end
$mutant$;
