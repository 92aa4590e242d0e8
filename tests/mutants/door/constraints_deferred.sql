-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: deferring constraints again for the next call of a transaction
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$set constraints all deferred;$from$,
    $to$$to$);
end
$mutant$;
