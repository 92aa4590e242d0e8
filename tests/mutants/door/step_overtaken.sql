-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a step whose record went on has not failed
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.put_back_timer(bigint, text, text)'::regprocedure),
    $from$waiting.state <> 'pending' or waiting.due > guard.clock()$from$,
    $to$false$to$);
end
$mutant$;
