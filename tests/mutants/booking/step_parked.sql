-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only what is parked is tried again
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.retry_step(text, bigint, text)'::regprocedure),
    $from$if waiting.parked_at is null then$from$,
    $to$if false then$to$);
end
$mutant$;
