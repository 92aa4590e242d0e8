-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the note being made of what people see
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_options(jsonb, boolean)'::regprocedure),
    $from$or replace(o.value #>> '{}', chr(10), ' ') ~ guard.unseen_characters()$from$,
    $to$$to$);
end
$mutant$;
