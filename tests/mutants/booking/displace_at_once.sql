-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the time of who makes way is free at once
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_way(bigint, boolean)'::regprocedure),
    $from$set blocking = false,
        displaced = true,$from$,
    $to$set$to$);
end
$mutant$;
