-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody is displaced who is out of reach
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_room(bigint, tstzrange, jsonb)'::regprocedure),
    $from$if not guard.may_touch('booking', (choice ->> 'booking')::bigint) then$from$,
    $to$if false then$to$);
end
$mutant$;
