-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that a proposal still waits
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.objection(market.proposal, guard.acting)'::regprocedure),
    $from$(objection.proposal).state <> 'open'$from$,
    $to$false$to$);
end
$mutant$;
