-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody ends another's presence, and so nobody waits for it
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$where gone.operator_id = actor.id$from$,
    $to$where true$to$);
end
$mutant$;
