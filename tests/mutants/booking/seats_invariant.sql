-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify compares what sessions count with who holds a seat
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_seats_of_sessions()'::regprocedure),
    $from$session.taken <> seats.held$from$,
    $to$false$to$);
end
$mutant$;
