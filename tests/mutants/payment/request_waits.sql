-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a request waits before it is sent again
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_requests(integer, bigint, text[])'::regprocedure),
    $from$and coalesce(open.retry_at, '-infinity') <= statement_timestamp()$from$,
    $to$$to$);
end
$mutant$;
