-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that a proposal is not too old
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.objection(market.proposal, guard.acting)'::regprocedure),
    $from$(objection.proposal).expires_at <= guard.clock()$from$,
    $to$false$to$);
end
$mutant$;
