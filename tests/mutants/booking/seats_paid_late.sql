-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a late payment finds no seat in a full session
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.slot_is_free(bigint, tstzrange, bigint)'::regprocedure),
    $from$and guard.seats_left(seat.session, slot_is_free.except_booking) > 0$from$,
    $to$$to$);
end
$mutant$;
