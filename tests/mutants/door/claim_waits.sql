-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the wait before a step that failed is tried again
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$coalesce(t.retry_at, '-infinity') <= statement_timestamp()$from$,
    $to$true$to$);
end
$mutant$;
