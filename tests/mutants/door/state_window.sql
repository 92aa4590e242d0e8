-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the window of a step
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_state(guard.called, guard.target, text[])'::regprocedure),
    $from$elsif steps.timed then$from$,
    $to$elsif false then$to$);
end
$mutant$;
