-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who only watches sees no customer's name
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.provider_calendar(bigint, date, date)'::regprocedure),
    $from$case when sees_names then$from$,
    $to$case when true then$to$);
end
$mutant$;
