-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the low-water mark
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$t.due >= claim_timers.since$from$,
    $to$true$to$);
end
$mutant$;
