-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking features to take back what is theirs
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.undo(uuid)'::regprocedure),
    $from$execute format('select %s($1)', step) using undo.invocation;$from$,
    $to$null;$to$);
end
$mutant$;
