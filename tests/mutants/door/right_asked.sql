-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking whether the role may run the operation
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$elsif not called.permitted then$from$,
    $to$elsif false then$to$);
end
$mutant$;
