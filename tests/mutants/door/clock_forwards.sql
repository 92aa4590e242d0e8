-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a simulations clock going forwards only
-- test: tests/sql/door/ground_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.simulate(timestamptz)'::regprocedure),
    $from$if statement_timestamp() + wanted < statement_timestamp() + present then$from$,
    $to$if false then$to$);
end
$mutant$;
