-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that steps follow the points which they hang on
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.follow_timers(text, bigint, integer, integer, text, timestamptz, jsonb, jsonb, guard.call)'::regprocedure),
    $from$due = coalesce(step.moment, t.due),$from$,
    $to$due = t.due,$to$);
end
$mutant$;
