-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what nobody took is kept while it can be taken back
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.displace(jsonb)'::regprocedure),
    $from$and booking_slot.displaced
$from$,
    $to$and false
$to$);
end
$mutant$;
