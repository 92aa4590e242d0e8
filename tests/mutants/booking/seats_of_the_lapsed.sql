-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who did not pay in time holds no seat
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_seat(bigint, bigint, bigint)'::regprocedure),
    $from$perform guard.free_lapsed(wanted.provider_id);$from$,
    $to$$to$);
end
$mutant$;
