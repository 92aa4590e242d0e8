-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a migration's look at the addresses of the API
-- test: tests/sql/door/faults_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.schema_faults()'::regprocedure),
    $from$select * from guard.address_faults()$from$,
    $to$select * from guard.address_faults() where false$to$);
end
$mutant$;
