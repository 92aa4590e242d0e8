-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was reserved too late is remembered, to be let go
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.request_done(market.gateway_intent, bigint, jsonb)'::regprocedure),
    $from$gateway_reference = coalesce((request_done.details ->> 'reference')::market.short_text, told.gateway_reference)$from$,
    $to$gateway_reference = null$to$);
end
$mutant$;
