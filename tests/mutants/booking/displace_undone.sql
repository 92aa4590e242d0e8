-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who made way gets their time back
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_slots(uuid)'::regprocedure),
    $from$and (booking_slot.blocking or booking_slot.displaced);$from$,
    $to$and booking_slot.blocking;$to$);
end
$mutant$;
