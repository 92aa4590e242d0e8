-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what a booking was moved to is free once that is taken back
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_slots(uuid)'::regprocedure),
    $from$and booking_slot.release_at is null;$from$,
    $to$and false;$to$);
end
$mutant$;
