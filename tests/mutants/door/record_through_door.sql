-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: records changing through the door only
-- test: tests/sql/door/reach_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.before_change()'::regprocedure),
    $from$if running.id is null then$from$,
    $to$if false then$to$);
end
$mutant$;
