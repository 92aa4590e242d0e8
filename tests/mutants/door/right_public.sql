-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: ignoring grants to PUBLIC
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(replace(pg_get_functiondef('guard.look_up(text, oid, text)'::regprocedure),
    $from$and a.grantee not in (0, p.proowner)
        and pg_has_role($from$,
    $to$and (a.grantee = 0 or pg_has_role($to$),
    $from$a.grantee, 'usage'))$from$,
    $to$a.grantee, 'usage')))$to$);
end
$mutant$;
