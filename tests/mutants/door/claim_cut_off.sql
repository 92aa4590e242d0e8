-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: parking what cuts its worker off each time
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$parked_at = case when t.attempts >= guard.most_attempts() then guard.clock() end$from$,
    $to$parked_at = null$to$);
end
$mutant$;
