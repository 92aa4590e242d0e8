-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking for another person than the proposer
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.objection(market.proposal, guard.acting)'::regprocedure),
    $from$(objection.proposal).proposed_person = actor.person_id$from$,
    $to$(objection.proposal).proposed_by = actor.id$to$);
end
$mutant$;
