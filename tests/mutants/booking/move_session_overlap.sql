-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the seats' own time making way for them
-- test: tests/sql/booking/move_session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_move_session(bigint, market.moment)'::regprocedure),
    $from$perform guard.make_way(own) from unnest(seats) own;$from$,
    $to$$to$);
end
$mutant$;
