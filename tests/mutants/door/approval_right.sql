-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that the second person may do it too
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.objection(market.proposal, guard.acting)'::regprocedure),
    $from$not guard.may_run((objection.proposal).operation, actor, (objection.proposal).for_kind)$from$,
    $to$false$to$);
end
$mutant$;
