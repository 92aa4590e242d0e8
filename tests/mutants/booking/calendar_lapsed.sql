-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that time which is held no more is not shown as held
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.days_of_provider(bigint, tstzrange)'::regprocedure),
    $from$and least(slot.held_until, slot.release_at) > guard.clock() is not false$from$,
    $to$$to$);
end
$mutant$;
