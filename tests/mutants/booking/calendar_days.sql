-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody lists days that never come
-- test: tests/sql/booking/candidates_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.working_hours(bigint, date, date)'::regprocedure),
    $from$not guard.are_calendar_days(working_hours.first_day, working_hours.last_day, 800)$from$,
    $to$false$to$);
end
$mutant$;
