-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: inactive people being nobody
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.actor()'::regprocedure),
    $from$and p.active$from$,
    $to$$to$);
end
$mutant$;
