-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that presence is told within one's reach only
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$(guard.reach(presence.entity, presence.record, actor, false)).id is null$from$,
    $to$false$to$);
end
$mutant$;
