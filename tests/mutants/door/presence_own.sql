-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody clears away, and so waits for, what is somebody else's
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$where gone.operator_id = actor.id
      and (gone$from$,
    $to$where (gone$to$);
end
$mutant$;
