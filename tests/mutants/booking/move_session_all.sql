-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: all seats of a session moving or none
-- test: tests/sql/booking/move_session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_move_session(bigint, market.moment)'::regprocedure),
    $from$perform guard.refuse(state_of_it, format('%s can not come along. %s', books.reference, words), nullif(advice, ''))$from$,
    $to$perform books.id$to$);
end
$mutant$;
