-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking for the reason
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$if not looking and given ->> 'proposal' is null and (behalf is not null or case when$from$,
    $to$if false and (behalf is not null or case when$to$);
end
$mutant$;
