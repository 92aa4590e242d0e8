-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: keys being each actors own
-- test: tests/sql/door/replies_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.known_reply(guard.acting, uuid, text, bytea)'::regprocedure),
    $from$and r.actor_id = actor.id$from$,
    $to$$to$);
end
$mutant$;
