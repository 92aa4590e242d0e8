-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: comparing what is approved with what was proposed
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_proposal(guard.called, jsonb, jsonb, guard.acting, boolean)'::regprocedure),
    $from$or taken.arguments <> take_proposal.arguments - called.redacted$from$,
    $to$$to$);
end
$mutant$;
