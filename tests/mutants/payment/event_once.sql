-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an event which comes twice is stored once
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.store_events(jsonb)'::regprocedure),
    $from$on conflict do nothing$from$,
    $to$on conflict (id) do update set words = 'again'$to$);
end
$mutant$;
