-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking for one is not given to a group
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$elsif offer.capacity > 1 then$from$,
    $to$elsif false then$to$);
end
$mutant$;
