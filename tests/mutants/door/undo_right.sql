-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking whether the role may still run what it takes back
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undoable_entry(uuid)'::regprocedure),
    $from$elsif guard.may_run(entry.operation, actor, entry.for_kind) is not true then$from$,
    $to$elsif false then$to$);
end
$mutant$;
