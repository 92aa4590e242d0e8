-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the present being reached for good
-- test: tests/sql/door/ground_test.sql
do $mutant$
begin
  execute replace(replace(pg_get_functiondef('guard.simulate(timestamptz)'::regprocedure),
    $from$if present = interval 'PT0S' then$from$,
    $to$if false then$to$),
    $from$if statement_timestamp() + wanted < statement_timestamp() + present then$from$,
    $to$if false then$to$);
end
$mutant$;
