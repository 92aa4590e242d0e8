-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what one booking holds twice is one seat
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.count_seats()'::regprocedure),
    $from$count(distinct seat.booking_id)$from$,
    $to$count(seat.booking_id)$to$);
end
$mutant$;
