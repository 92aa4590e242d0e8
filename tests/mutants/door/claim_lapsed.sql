-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a lease ends
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$and coalesce(t.leased_until, '-infinity') <= statement_timestamp()$from$,
    $to$and t.leased_until is null$to$);
end
$mutant$;
