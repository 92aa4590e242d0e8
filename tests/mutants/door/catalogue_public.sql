-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the API has no address for what only PUBLIC may
-- test: tests/sql/door/catalogue_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.granted_to(text[], aclitem[], oid, text)'::regprocedure),
    $from$and a.grantee not in (0, granted_to.owner)
        and pg_has_role(r.name, a.grantee, 'usage'))$from$,
    $to$and a.grantee <> granted_to.owner
        and (a.grantee = 0 or pg_has_role(r.name, a.grantee, 'usage')))$to$);
end
$mutant$;
