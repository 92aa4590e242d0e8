-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lease of who has claimed a step
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$coalesce(t.leased_until, '-infinity') <= statement_timestamp()$from$,
    $to$true$to$);
end
$mutant$;
