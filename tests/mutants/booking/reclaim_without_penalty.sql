-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only what the escrow paid comes back, no penalty and no credit
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reclaim_escrow(bigint)'::regprocedure),
    $from$and of_booking.kind = 'escrow')$from$,
    $to$and of_booking.kind <> '')$to$);
end
$mutant$;
