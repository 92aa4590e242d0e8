-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a limited operator reaching his own markets only
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.my_markets()'::regprocedure),
    $from$when o.all_markets then$from$,
    $to$when true then$to$);
end
$mutant$;
