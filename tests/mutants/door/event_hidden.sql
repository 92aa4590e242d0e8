-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: personal columns staying out of events
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.attach(regclass, text, text[], text[])'::regprocedure),
    $from$(attach.hidden || array[$from$,
    $to$(array[$to$);
end
$mutant$;
