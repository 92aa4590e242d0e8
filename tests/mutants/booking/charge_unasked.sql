-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a further charge counts for who waits for one
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.charge_answered(bigint, integer, market.short_text)'::regprocedure),
    $from$waiting.awaits is null$from$,
    $to$false$to$);
end
$mutant$;
