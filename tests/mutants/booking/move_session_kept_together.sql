-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session does not move while somebody may get their seat back
-- test: tests/sql/booking/move_session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_move_session(bigint, market.moment)'::regprocedure),
    $from$and kept.blocking$from$,
    $to$and false$to$);
end
$mutant$;
