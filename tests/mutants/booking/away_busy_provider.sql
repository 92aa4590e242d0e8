-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody waits for another provider while bookings are locked
-- test: tests/sql/booking/away_race_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_other_provider(bigint)'::regprocedure),
    $from$for no key update skip locked$from$,
    $to$for no key update$to$);
end
$mutant$;
