-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: making the timer of a state
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.move_timers(text, bigint, integer, integer, text, text, jsonb, guard.call)'::regprocedure),
    $from$and m.moment is not null$from$,
    $to$and false$to$);
end
$mutant$;
