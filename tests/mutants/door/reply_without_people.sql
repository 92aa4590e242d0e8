-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the stored reply having no effects, which name people
-- test: tests/sql/door/replies_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$reply || '{"effects": {}}'$from$,
    $to$reply$to$);
end
$mutant$;
