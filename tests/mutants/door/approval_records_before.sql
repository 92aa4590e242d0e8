-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what moved on a record within a call about another one counts
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)'::regprocedure),
    $from$or m.invocation_id = any (array($from$,
    $to$or false and m.invocation_id = any (array($to$);
end
$mutant$;
