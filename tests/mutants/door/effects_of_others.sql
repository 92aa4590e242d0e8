-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: showing customers and providers only what concerns them
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$if actor.kind not in ('operator', 'system') then$from$,
    $to$if false then$to$);
end
$mutant$;
