-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that no booking is moved over another one
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reschedule(bigint, market.moment, jsonb)'::regprocedure),
    $from$perform guard.check_free(moved.provider_id, during, moved.id);$from$,
    $to$$to$);
end
$mutant$;
