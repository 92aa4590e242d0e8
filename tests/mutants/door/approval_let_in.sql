-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that neither let the other in
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.let_in(bigint, bigint)'::regprocedure),
    $from$return exists$from$,
    $to$return false and exists$to$);
end
$mutant$;
