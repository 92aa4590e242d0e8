-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks whether anybody has two seats
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_seats_of_sessions()'::regprocedure),
    $from$or seats.live > seats.customers$from$,
    $to$$to$);
end
$mutant$;
