-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: keeping a process version that is in use
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.declare_transition(text, integer, text, text, text, text[], text, text, text, text)'::regprocedure),
    $from$and exists (select from market.event v$from$,
    $to$and false and exists (select from market.event v$to$);
end
$mutant$;
