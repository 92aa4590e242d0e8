-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lock under which seats are counted
-- test: tests/sql/booking/session_race_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.count_seats()'::regprocedure),
    $from$for no key update$from$,
    $to$$to$);
end
$mutant$;
