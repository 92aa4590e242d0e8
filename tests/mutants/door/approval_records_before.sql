-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what moved on a record within a call about another one counts
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)'::regprocedure),
    $from$or exists (select from market.event e where e.invocation_id = m.invocation_id$from$,
    $to$or exists (select from market.event e where false and e.invocation_id = m.invocation_id$to$);
end
$mutant$;
