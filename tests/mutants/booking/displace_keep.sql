-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only a proposed time is given up by who keeps their own
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_room(bigint, tstzrange, jsonb)'::regprocedure),
    $from$held.choice ->> 'choice' = 'keep' and not held.only_proposed$from$,
    $to$false$to$);
end
$mutant$;
