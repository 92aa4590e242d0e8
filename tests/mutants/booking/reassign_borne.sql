-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that somebody bears the difference in price
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$greatest(offer.price - moved.price, 0)$from$,
    $to$0$to$);
end
$mutant$;
