-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: inactive operators being nobody
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.actor()'::regprocedure),
    $from$where r.rolname = chosen
    and o.active$from$,
    $to$where r.rolname = chosen$to$);
end
$mutant$;
