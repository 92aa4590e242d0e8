-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that one person has one seat of a session
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_seat(bigint, bigint, bigint)'::regprocedure),
    $from$if has_one is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
