-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what stays cancelled holds no time
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_reopened(uuid)'::regprocedure),
    $from$booking_slot.taken_by = undo_reopened.undone$from$,
    $to$false$to$);
end
$mutant$;
