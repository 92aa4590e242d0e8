-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a late payment gives nobody a second seat
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.slot_is_free(bigint, tstzrange, bigint)'::regprocedure),
    $from$and guard.seat_of(seat.session, seat.customer_id, slot_is_free.except_booking) is null$from$,
    $to$$to$);
end
$mutant$;
