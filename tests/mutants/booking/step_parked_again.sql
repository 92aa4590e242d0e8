-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a parked step is parked again when its move is taken back
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.restore_timers(uuid)'::regprocedure),
    $from$then t.parked_before else$from$,
    $to$then t.parked_at else$to$);
end
$mutant$;
