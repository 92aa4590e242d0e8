-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the form of logins
-- test: tests/sql/door/operators_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_login(text, text)'::regprocedure),
    $from$make_login.login ~ '^(pg|steward)_'$from$,
    $to$false$to$);
end
$mutant$;
