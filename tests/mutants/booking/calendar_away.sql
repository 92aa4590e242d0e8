-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only absences which reach into the days are told
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.provider_calendar(bigint, date, date)'::regprocedure),
    $from$and away && span$from$,
    $to$$to$);
end
$mutant$;
