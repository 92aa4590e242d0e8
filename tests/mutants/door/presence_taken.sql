-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody takes another's console
-- test: tests/sql/door/presence_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.presence(uuid, text, bigint, boolean)'::regprocedure),
    $from$where p.operator_id = excluded.operator_id and (p.entity$from$,
    $to$where (p.entity$to$);
end
$mutant$;
