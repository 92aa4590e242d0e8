-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that both sessions of a booking are locked, the lower first
-- test: tests/sql/booking/session_race_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.count_seats()'::regprocedure),
    $from$or new.released_by = guard.invocation_id()$from$,
    $to$or false$to$);
end
$mutant$;
