-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the time for a dispute starts when it is over
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.dispute(bigint)'::regprocedure),
    $from$over_at = coalesce(booking.over_at, guard.clock())$from$,
    $to$over_at = booking.over_at$to$);
end
$mutant$;
