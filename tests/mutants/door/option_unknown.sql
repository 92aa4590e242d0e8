-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: looking at options that are not the usual ones
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$invoke.options - array['key', 'reason_code', 'version'] <> '{}'$from$,
    $to$false$to$);
end
$mutant$;
