-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what a call moved on each of its records counts
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)'::regprocedure),
    $from$where e.invocation_id = moved_before.invocation$from$,
    $to$where false$to$);
end
$mutant$;
