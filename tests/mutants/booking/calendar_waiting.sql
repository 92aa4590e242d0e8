-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that time which waits for a further charge is shown as held
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.days_of_provider(bigint, tstzrange)'::regprocedure),
    $from$ or not known.blocking)$from$,
    $to$)$to$);
end
$mutant$;
