-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the system making the first administrator only
-- test: tests/sql/door/operators_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_bootstrap()'::regprocedure),
    $from$if guard.my_kind() = 'system'$from$,
    $to$if false$to$);
end
$mutant$;
