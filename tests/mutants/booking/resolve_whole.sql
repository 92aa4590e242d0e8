-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking of which all goes back is cancelled
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.resolve(bigint, market.amount, market.amount)'::regprocedure),
    $from$when resolve.to_customer = customers then 'cancelled'$from$,
    $to$when false then 'cancelled'$to$);
end
$mutant$;
