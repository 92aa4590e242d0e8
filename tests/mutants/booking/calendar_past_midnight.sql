-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what began before the days and goes on is shown
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.days_of_provider(bigint, tstzrange)'::regprocedure),
    $from$lower(days_of_provider.span) - interval '8 days'$from$,
    $to$lower(days_of_provider.span)$to$);
end
$mutant$;
