-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: records and history never being deleted or rewritten
-- test: tests/sql/door/reach_test.sql
do $mutant$
begin
  execute replace(replace(pg_get_functiondef('guard.never()'::regprocedure),
    $from$perform guard.refuse($from$,
    $to$perform concat($to$),
    $from$return null;$from$,
    $to$return old;$to$);
end
$mutant$;
