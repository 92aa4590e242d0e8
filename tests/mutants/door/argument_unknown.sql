-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of unknown arguments
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_arguments(guard.called, jsonb)'::regprocedure),
    $from$check_arguments.arguments - called.parameters <> '{}'$from$,
    $to$false$to$);
end
$mutant$;
