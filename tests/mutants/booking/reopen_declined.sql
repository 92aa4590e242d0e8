-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a declined card holds no time
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.charge_answered(bigint, integer, market.short_text)'::regprocedure),
    $from$if waiting.awaits = 'reopen' then
            perform guard.release_slot(waiting.id);$from$,
    $to$if false then$to$);
end
$mutant$;
