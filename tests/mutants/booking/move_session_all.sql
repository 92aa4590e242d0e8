-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: all seats of a session moving or none
-- test: tests/sql/booking/move_session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_move_session(bigint, market.moment)'::regprocedure),
    $from$perform guard.refuse_all_for(seats[position], 'can not come along', state_of_it, words, advice);
                raise; -- no refusal: something is wrong$from$,
    $to$null;$to$);
end
$mutant$;
