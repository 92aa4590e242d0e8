-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: raising the version
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.before_change()'::regprocedure),
    $from$new.version := old.version + 1;$from$,
    $to$$to$);
end
$mutant$;
