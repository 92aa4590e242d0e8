-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session stays together
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.holders_of(bigint, tstzrange)'::regprocedure),
    $from$when held.in_session then format$from$,
    $to$when false then format$to$);
end
$mutant$;
