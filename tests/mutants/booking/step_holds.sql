-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that more time to pay holds the time as long
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_extend(bigint, market.short_text, market.moment)'::regprocedure),
    $from$set held_until = override_extend.due,$from$,
    $to$set held_until = booking_slot.held_until,$to$);
end
$mutant$;
