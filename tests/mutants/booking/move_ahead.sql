-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is moved to what is ahead
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reschedule(bigint, market.moment, jsonb)'::regprocedure),
    $from$perform guard.check_start(override_reschedule.starts_at);$from$,
    $to$$to$);
end
$mutant$;
