-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: taking back the last change only
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.lock_undone(market.audit_entry)'::regprocedure),
    $from$if present is distinct from touched.version then$from$,
    $to$if false then$to$);
end
$mutant$;
