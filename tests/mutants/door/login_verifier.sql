-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of clear passwords
-- test: tests/sql/door/operators_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_login(text, text)'::regprocedure),
    $from$elsif make_login.verifier is not null$from$,
    $to$elsif false$to$);
end
$mutant$;
