-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a plan names bookings within reach only
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.provider_away(bigint, date, date, jsonb)'::regprocedure),
    $from$perform guard.no_such_record('booking');$from$,
    $to$null;$to$);
end
$mutant$;
