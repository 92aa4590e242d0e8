-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what happens by itself waits until it is due
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_timer(guard.called, guard.target, uuid, timestamptz)'::regprocedure),
    $from$    and t.due <= take_timer.moment;$from$,
    $to$    ;$to$);
end
$mutant$;
