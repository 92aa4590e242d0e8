-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody else is displaced than who holds the time
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_room(bigint, tstzrange, jsonb)'::regprocedure),
    $from$and way.released_by = guard.invocation_id()))$from$,
    $to$and way.released_by = guard.invocation_id()) and false)$to$);
end
$mutant$;
