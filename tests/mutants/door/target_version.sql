-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: comparing the version
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_target(guard.called, bigint, guard.acting, integer, jsonb)'::regprocedure),
    $from$if target.version is distinct from$from$,
    $to$if target.id is null and target.version is distinct from$to$);
end
$mutant$;
