-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session, what has begun and what can be taken back do not make way
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_room(bigint, tstzrange, jsonb)'::regprocedure),
    $from$if held.obstacle is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
