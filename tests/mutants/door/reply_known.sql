-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: answering a known key with its reply
-- test: tests/sql/door/replies_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.known_reply(guard.acting, uuid, text, bytea)'::regprocedure),
    $from$if found then$from$,
    $to$if false then$to$);
end
$mutant$;
