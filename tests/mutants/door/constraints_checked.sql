-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: checking deferred constraints inside the door
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$set constraints all immediate;$from$,
    $to$$to$);
end
$mutant$;
