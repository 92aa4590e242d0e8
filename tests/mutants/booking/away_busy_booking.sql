-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking somebody is at work on stops no other
-- test: tests/sql/booking/away_race_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_late(bigint)'::regprocedure),
    $from$for no key update skip locked$from$,
    $to$for no key update$to$);
end
$mutant$;
