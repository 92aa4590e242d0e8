-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a calendar shows thirty-five days at most
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.provider_calendar(bigint, date, date)'::regprocedure),
    $from$between 0 and 34$from$,
    $to$between 0 and 3400$to$);
end
$mutant$;
