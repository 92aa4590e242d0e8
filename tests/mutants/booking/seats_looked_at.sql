-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a look says which seats are given back
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.effects_seats(uuid)'::regprocedure),
    $from$bool_or(slot.release_at is null) as has$from$,
    $to$true as has$to$);
end
$mutant$;
