-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was cancelled is not shown as a booking
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.days_of_provider(bigint, tstzrange)'::regprocedure),
    $from$and known.blocking$from$,
    $to$$to$);
end
$mutant$;
