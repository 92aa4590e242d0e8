-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: inactive operators reaching no market
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.my_markets()'::regprocedure),
    $from$
    and o.active$from$,
    $to$$to$);
end
$mutant$;
