-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what is parked is not tried by itself
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_timers(integer, timestamptz)'::regprocedure),
    $from$and t.parked_at is null$from$,
    $to$$to$);
end
$mutant$;
