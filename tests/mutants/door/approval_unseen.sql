-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking that the second person has looked
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_proposal(guard.called, jsonb, jsonb, guard.acting, boolean)'::regprocedure),
    $from$not take_proposal.options ? 'effects_hash'$from$,
    $to$false$to$);
end
$mutant$;
