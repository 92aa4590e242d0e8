-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that no seat is offered of a session whose provider is away
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.sessions_with_room(bigint, timestamptz, bigint)'::regprocedure),
    $from$not guard.away_during(known.provider_id, known.during) && known.during$from$,
    $to$true$to$);
end
$mutant$;
