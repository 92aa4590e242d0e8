-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: cancelling the timers of a state that is left
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.move_timers(text, bigint, integer, integer, text, text, jsonb, guard.call)'::regprocedure),
    $from$if move_timers.from_state is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
