-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the gateway is not told what can still be taken back
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_requests(integer, bigint, text[])'::regprocedure),
    $from$and open.due <= guard.clock()$from$,
    $to$$to$);
end
$mutant$;
