-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: closing the door when there is no list of rights
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.look_up(text, oid, text)'::regprocedure),
    $from$aclexplode(p.proacl) a$from$,
    $to$aclexplode(coalesce(p.proacl, array[makeaclitem('steward_support'::regrole, p.proowner, 'EXECUTE', false)])) a$to$);
end
$mutant$;
