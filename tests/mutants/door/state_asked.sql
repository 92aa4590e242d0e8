-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking the workflow before the operation runs
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$if target.process_version is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
