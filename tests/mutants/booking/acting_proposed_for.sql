-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a second person approves it for whom it was proposed
-- test: tests/sql/booking/acting_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_proposal(guard.called, jsonb, jsonb, guard.acting, boolean)'::regprocedure),
    $from$or taken.for_kind || ':' || taken.for_person is distinct from take_proposal.options ->> 'on_behalf_of'$from$,
    $to$$to$);
end
$mutant$;
