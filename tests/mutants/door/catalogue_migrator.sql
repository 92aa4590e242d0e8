-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the catalogue being written by the migrator only
-- test: tests/sql/door/faults_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.only_while_migrating()'::regprocedure),
    $from$if not ($from$,
    $to$if false and ($to$);
end
$mutant$;
