-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: refusing an undo that leaves a record behind
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.undo(uuid)'::regprocedure),
    $from$if exists ($from$,
    $to$if false and exists ($to$);
end
$mutant$;
