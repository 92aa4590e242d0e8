-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session asks whether its providers time is somebody elses
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_seat(bigint, bigint, bigint)'::regprocedure),
    $from$if not guard.session_has_its_time(wanted.id) then$from$,
    $to$if false then$to$);
end
$mutant$;
