-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the time being held for exactly as long as it can be paid
-- test: tests/sql/booking/lifecycle_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$guard.step_due('booking', new_booking.process_version, 'pending_payment', 'expire', to_jsonb(new_booking), guard.clock()));$from$,
    $to$guard.clock() + interval '1 hour');$to$);
end
$mutant$;
