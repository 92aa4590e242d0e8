-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of a key that was used for something else
-- test: tests/sql/door/replies_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.known_reply(guard.acting, uuid, text, bytea)'::regprocedure),
    $from$if known.operation <> known_reply.operation or known.arguments_hash <> known_reply.arguments_hash then$from$,
    $to$if false then$to$);
end
$mutant$;
