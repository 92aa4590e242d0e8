-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that positions of one record rise with its versions
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.sequence_feed(integer)'::regprocedure),
    $from$row_number() over (order by t.event_id)$from$,
    $to$row_number() over (order by t.event_id desc)$to$);
end
$mutant$;
