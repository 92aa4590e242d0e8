-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the key under which a step is run
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.timer_key(bigint)'::regprocedure),
    $from$('timer '::text || (timer)::text)$from$,
    $to$'timer'::text$to$);
end
$mutant$;
