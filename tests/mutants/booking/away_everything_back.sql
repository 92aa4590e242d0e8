-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that customers get everything back when a provider is away
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run_on_booking(text, bigint, jsonb)'::regprocedure),
    $from$held.customers, 0$from$,
    $to$0, held.customers$to$);
end
$mutant$;
