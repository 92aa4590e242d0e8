-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: rolling a look back
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$raise exception using errcode = 'MPPRE', message = 'preview';$from$,
    $to$return reply;$to$);
end
$mutant$;
