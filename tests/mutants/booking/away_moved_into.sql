-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a plan moves nothing to where the provider is away
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.rearrange(bigint, tstzrange, jsonb)'::regprocedure),
    $from$'choice' = 'reschedule' then$from$,
    $to$'choice' = 'nothing' then$to$);
end
$mutant$;
