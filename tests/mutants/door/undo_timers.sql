-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: restoring timers
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.undo(uuid)'::regprocedure),
    $from$perform guard.restore_timers(undo.invocation);$from$,
    $to$$to$);
end
$mutant$;
