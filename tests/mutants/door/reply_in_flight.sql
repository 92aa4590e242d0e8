-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lock on a key that is in flight
-- test: tests/sql/door/keys_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.known_reply(guard.acting, uuid, text, bytea)'::regprocedure),
    $from$elsif not free then$from$,
    $to$elsif false then$to$);
end
$mutant$;
