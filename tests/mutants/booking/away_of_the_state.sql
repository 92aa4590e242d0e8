-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a plan does nothing that the state of a booking does not allow
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run_on_booking(text, bigint, jsonb)'::regprocedure),
    $from$perform guard.check_state(called, target, case run_on_booking.operation when 'lapse_reschedule' then array['sys'] else running.codes end);$from$,
    $to$$to$);
end
$mutant$;
