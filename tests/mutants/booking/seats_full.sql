-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody is given a seat of a full session (the last word would still refuse it, without a word)
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_seat(bigint, bigint, bigint)'::regprocedure),
    $from$if guard.seats_left(wanted.id, check_seat.except_booking) < 1 then$from$,
    $to$if false then$to$);
end
$mutant$;
