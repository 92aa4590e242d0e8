-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that goodwill is at most the price, all of it together
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.goodwill_credit(bigint, market.amount)'::regprocedure),
    $from$elsif given + goodwill_credit.amount > of_booking.price then$from$,
    $to$elsif goodwill_credit.amount > of_booking.price then$to$);
end
$mutant$;
