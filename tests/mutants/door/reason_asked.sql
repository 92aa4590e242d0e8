-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking for the reason
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$not looking and (called.needs_reason or invoke.options ? 'reason_code')$from$,
    $to$false$to$);
end
$mutant$;
