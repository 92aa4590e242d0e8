-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a full session is not offered
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.sessions_with_room(bigint, timestamptz, bigint)'::regprocedure),
    $from$seats.held between 1 and known.capacity - 1$from$,
    $to$seats.held between 1 and known.capacity$to$);
end
$mutant$;
