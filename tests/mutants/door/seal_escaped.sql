-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an entry which is never to be sealed is counted
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_audit_is_sealed()'::regprocedure),
    $from$broken is null and unsealed = 0$from$,
    $to$broken is null$to$);
end
$mutant$;
