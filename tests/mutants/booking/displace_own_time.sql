-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who gives up a proposed time keeps their own
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.make_room(bigint, tstzrange, jsonb)'::regprocedure),
    $from$only_proposed => held.choice ->> 'choice' = 'keep'$from$,
    $to$only_proposed => false$to$);
end
$mutant$;
