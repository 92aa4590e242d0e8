-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was given back before is not given back anew
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.release_slot(bigint, boolean)'::regprocedure),
    $from$and booking_slot.release_at is null --$from$,
    $to$--$to$);
end
$mutant$;
