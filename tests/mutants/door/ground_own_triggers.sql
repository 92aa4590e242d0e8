-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of sessions with deferred triggers of their own
-- test: tests/sql/door/planted_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$if pg_my_temp_schema() <> 0 and exists ($from$,
    $to$if false and exists ($to$);
end
$mutant$;
