-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: counting before it is tried
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$attempts = t.attempts + case when t.attempts < guard.most_attempts() then 1 else 0 end$from$,
    $to$attempts = t.attempts$to$);
end
$mutant$;
