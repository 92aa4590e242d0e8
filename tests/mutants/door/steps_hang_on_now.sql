-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a step which hangs on now is told by its duration
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moment_of(text, jsonb, timestamptz)'::regprocedure),
    $from$after := case when base = moment_of.entered then$from$,
    $to$after := case when piece[1] = 'entered' then$to$);
end
$mutant$;
