-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the head is the last seal
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_audit_is_sealed()'::regprocedure),
    $from$if head.position <> place or head.hash <> expected then$from$,
    $to$if false then$to$);
end
$mutant$;
