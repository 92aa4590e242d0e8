-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that each booking that holds the time is named
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_room(bigint, tstzrange, jsonb)'::regprocedure),
    $from$elsif held.choice is null then$from$,
    $to$elsif false then$to$);
end
$mutant$;
