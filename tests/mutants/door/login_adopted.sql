-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: refusing to take over a role that is more than an operator
-- test: tests/sql/door/operators_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_login(text, text)'::regprocedure),
    $from$elsif not guard.may_adopt(standing.oid) then$from$,
    $to$elsif false then$to$);
end
$mutant$;
