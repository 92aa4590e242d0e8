-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: taking back what can be taken back only
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undoable_entry(uuid)'::regprocedure),
    $from$elsif not entry.undoable then$from$,
    $to$elsif false then$to$);
end
$mutant$;
