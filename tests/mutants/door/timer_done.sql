-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a step which happened is done and not cancelled
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_timer(guard.called, guard.target, uuid, timestamptz)'::regprocedure),
    $from$set state = 'done',$from$,
    $to$set failure = failure,$to$);
end
$mutant$;
