-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only a time at which the provider works can be proposed
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.propose_reschedule(bigint, market.moment)'::regprocedure),
    $from$perform guard.check_works(present.provider_id, during);$from$,
    $to$$to$);
end
$mutant$;
