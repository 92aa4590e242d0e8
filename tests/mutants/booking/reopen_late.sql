-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nothing takes place again after its start
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.charge_answered(bigint, integer, market.short_text)'::regprocedure),
    $from$waiting.starts_at <= guard.clock()$from$,
    $to$false$to$);
end
$mutant$;
