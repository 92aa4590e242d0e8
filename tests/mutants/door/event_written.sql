-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the event of a change
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.attach(regclass, text, text[], text[])'::regprocedure),
    $from$steward_after_change after insert or update$from$,
    $to$steward_after_change after insert$to$);
end
$mutant$;
