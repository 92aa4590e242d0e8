-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a time proposed before is not accepted while the provider is away
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.accept_reschedule(bigint)'::regprocedure),
    $from$perform guard.check_present(moved.provider_id, tstzrange(moved.proposed_start, new_end, '[)'), 'Refuse it, and propose another time.');$from$,
    $to$$to$);
end
$mutant$;
