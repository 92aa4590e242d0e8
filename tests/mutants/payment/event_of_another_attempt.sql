-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an event of one attempt does not touch the next
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.apply_event(market.gateway_event)'::regprocedure),
    $from$and intent.attempt::text = substring(told.payload ->> 'key' from '-([0-9]+)$')$from$,
    $to$$to$);
end
$mutant$;
