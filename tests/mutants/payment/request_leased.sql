-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a request which one worker has is no others
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_requests(integer, bigint, text[])'::regprocedure),
    $from$and coalesce(open.leased_until, '-infinity') <= statement_timestamp()$from$,
    $to$$to$);
end
$mutant$;
