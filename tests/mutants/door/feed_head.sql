-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: remembering the last position
-- test: tests/sql/door/worker_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.sequence_feed(integer)'::regprocedure),
    $from$set position = head.position + moved,$from$,
    $to$set position = head.position,$to$);
end
$mutant$;
