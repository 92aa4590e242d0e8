-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking has one proposal at a time
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.propose_reschedule(bigint, market.moment)'::regprocedure),
    $from$if present.proposed_by is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
