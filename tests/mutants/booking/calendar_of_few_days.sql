-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a calendar shows thirty-five days at most
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.provider_calendar(bigint, date, date)'::regprocedure),
    $from$not guard.are_calendar_days(provider_calendar.first_day, provider_calendar.last_day, 35)$from$,
    $to$false$to$);
end
$mutant$;
