-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: an operations own limit before the general one
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.limit_of(guard.acting, text, text)'::regprocedure),
    $from$order by l.operation nulls last, l.version desc$from$,
    $to$order by l.operation nulls first, l.version desc$to$);
end
$mutant$;
