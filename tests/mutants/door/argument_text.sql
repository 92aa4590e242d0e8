-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: texts being texts
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.argument_expression(text, oid)'::regprocedure),
    $from$elsif base in ('text'::regtype, 'varchar'::regtype, 'name'::regtype) then$from$,
    $to$elsif false then$to$);
end
$mutant$;
