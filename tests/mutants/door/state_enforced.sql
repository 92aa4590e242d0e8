-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the enforcing triggers look at market.transition
-- test: tests/sql/door/workflow_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_transition(text, bigint, integer, text, text, guard.call)'::regprocedure),
    $from$if exists ($from$,
    $to$if true or exists ($to$);
end
$mutant$;
