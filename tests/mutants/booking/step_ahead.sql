-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only a step which is ahead is moved
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.move_step(text, bigint, text, timestamptz)'::regprocedure),
    $from$if move_step.due <= guard.clock() then$from$,
    $to$if false then$to$);
end
$mutant$;
