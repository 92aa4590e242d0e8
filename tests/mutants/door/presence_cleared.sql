-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the rows of closed consoles are cleared away by their operator's next question
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$gone.seen_at < present - guard.presence_lasts()$from$,
    $to$false$to$);
end
$mutant$;
