-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a plan is for the bookings of these days only
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.rearrange(bigint, tstzrange, jsonb)'::regprocedure),
    $from$or not tstzrange(present.starts_at, present.ends_at) && rearrange.during$from$,
    $to$$to$);
end
$mutant$;
