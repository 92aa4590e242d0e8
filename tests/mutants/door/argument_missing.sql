-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of missing arguments
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_arguments(guard.called, jsonb)'::regprocedure),
    $from$not jsonb_strip_nulls(check_arguments.arguments) ?& called.required$from$,
    $to$false$to$);
end
$mutant$;
