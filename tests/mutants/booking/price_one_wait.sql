-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking waits for one further charge at a time
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reprice(bigint, market.amount, market.short_text)'::regprocedure),
    $from$perform guard.check_awaits_nothing(present.id);$from$,
    $to$$to$);
end
$mutant$;
