-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody is offered a session in which they have a seat
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.sessions_with_room(bigint, timestamptz, bigint)'::regprocedure),
    $from$and not seats.has_one$from$,
    $to$$to$);
end
$mutant$;
