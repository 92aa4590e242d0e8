-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that one operator fills nobody's screen with consoles
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$guard.most_consoles() >$from$,
    $to$99 >$to$);
end
$mutant$;
