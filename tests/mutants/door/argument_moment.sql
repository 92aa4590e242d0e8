-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: moments being moments, and no words
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.argument_expression(text, oid)'::regprocedure),
    $from$elsif base = 'timestamptz'::regtype then$from$,
    $to$elsif false then$to$);
end
$mutant$;
