-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a console is where it was last
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$(gone.entity, gone.record_id) is distinct from (presence.entity, presence.record)$from$,
    $to$false$to$);
end
$mutant$;
