-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that what moves money says so
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.weigh(guard.called, guard.target, guard.acting, uuid, timestamptz, bigint)'::regprocedure),
    $from$if not called.moves_money then$from$,
    $to$if false then$to$);
end
$mutant$;
