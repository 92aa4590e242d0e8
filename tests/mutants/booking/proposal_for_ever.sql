-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a proposal can not be left open
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_stop(bigint, market.short_text)'::regprocedure),
    $from$if override_stop.step = 'lapse_reschedule' then$from$,
    $to$if false then$to$);
end
$mutant$;
