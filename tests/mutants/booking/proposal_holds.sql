-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a proposed time is held
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.propose_reschedule(bigint, market.moment)'::regprocedure),
    $from$during, true, true);$from$,
    $to$during, false, true);$to$);
end
$mutant$;
