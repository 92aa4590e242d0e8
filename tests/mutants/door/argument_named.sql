-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: naming the argument that does not fit
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_arguments(guard.called, jsonb)'::regprocedure),
    $from$perform guard.blame(called.name, check_arguments.arguments);$from$,
    $to$$to$);
end
$mutant$;
