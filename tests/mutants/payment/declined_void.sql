-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nothing is let go of what was declined
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.request_refused(market.gateway_intent, bigint, boolean, text)'::regprocedure),
    $from$and later.kind = 'void'$from$,
    $to$and false$to$);
end
$mutant$;
