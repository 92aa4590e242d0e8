-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a proposal is never over another booking
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.propose_reschedule(bigint, market.moment)'::regprocedure),
    $from$perform guard.check_free(present.provider_id, during, present.id);$from$,
    $to$$to$);
end
$mutant$;
