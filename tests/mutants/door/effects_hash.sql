-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: refusing a commit whose effects differ from those that were seen
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$if hash <> coalesce($from$,
    $to$if false and hash <> coalesce($to$);
end
$mutant$;
