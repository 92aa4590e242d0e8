-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what follows a capture waits until it is clear
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_requests(integer, bigint, text[])'::regprocedure),
    $from$or earlier.state = 'failed' and earlier.kind in ('authorise', 'capture')$from$,
    $to$$to$);
end
$mutant$;
