-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the moment from which a dispute is possible
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.complete_booking(bigint)'::regprocedure),
    $from$over_at = guard.clock()$from$,
    $to$over_at = null$to$);
end
$mutant$;
