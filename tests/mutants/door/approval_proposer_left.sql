-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that the proposer still may
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.proposer_of(market.proposal)'::regprocedure),
    $from$and o.active$from$,
    $to$$to$);
end
$mutant$;
