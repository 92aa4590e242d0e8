-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lock that lets a customer's bookings be counted one by one
-- test: tests/sql/booking/hoarding_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$    for no key update;$from$,
    $to$;$to$);
end
$mutant$;
