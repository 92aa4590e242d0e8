-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a proposed time is held
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.propose_reschedule(bigint, market.moment)'::regprocedure),
    $from$perform guard.hold_slot(present.id, present.provider_id, during, proposed => true);$from$,
    $to$$to$);
end
$mutant$;
