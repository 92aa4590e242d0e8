-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that only the proposer withdraws
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.decide_proposal(bigint, text, text)'::regprocedure),
    $from$proposed.proposed_person is distinct from running.person_id$from$,
    $to$false$to$);
end
$mutant$;
