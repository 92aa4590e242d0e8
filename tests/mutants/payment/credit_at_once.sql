-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking goes on at once for which nothing is left to authorise
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$if credit = new_booking.price then$from$,
    $to$if false then$to$);
end
$mutant$;
