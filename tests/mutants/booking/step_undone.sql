-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that taking it back gives the time back
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_slots(uuid)'::regprocedure),
    $from$set held_until = lapse.due$from$,
    $to$set held_until = booking_slot.held_until$to$);
end
$mutant$;
