-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what happens by itself needs its timer
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_timer(guard.called, guard.target, uuid, timestamptz)'::regprocedure),
    $from$if not found then$from$,
    $to$if false then$to$);
end
$mutant$;
