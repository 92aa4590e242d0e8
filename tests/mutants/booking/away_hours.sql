-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who is away does not work
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.working_hours(bigint, date, date)'::regprocedure),
    $from$- guard.away_during(working_hours.provider, guard.days_span(working_hours.first_day, working_hours.last_day + 1, hours_zone))$from$,
    $to$$to$);
end
$mutant$;
