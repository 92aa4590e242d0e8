-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: keeping replies for seven days
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.forget_replies(integer)'::regprocedure),
    $from$interval 'P7D'$from$,
    $to$interval 'PT0S'$to$);
end
$mutant$;
