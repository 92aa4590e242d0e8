-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the window of an undo
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undoable_entry(uuid)'::regprocedure),
    $from$elsif entry.at + guard.undo_window() < guard.clock() then$from$,
    $to$elsif false then$to$);
end
$mutant$;
