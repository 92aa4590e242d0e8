-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the end of a proposal frees what is proposed only
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.release_slot(bigint, boolean)'::regprocedure),
    $from$and (booking_slot.proposed or not release_slot.only_proposed)$from$,
    $to$$to$);
end
$mutant$;
