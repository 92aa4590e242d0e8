-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a time which may be taken back is waited for
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.holders_of(bigint, tstzrange)'::regprocedure),
    $from$when held.is_kept then format$from$,
    $to$when false then format$to$);
end
$mutant$;
