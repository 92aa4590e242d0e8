-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a request whose answer was lost counts as one that may have been done
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_requests(integer, bigint, text[])'::regprocedure),
    $from$case asked.state when 'not yet told' then 'told' else 'unknown' end$from$,
    $to$'told'$to$);
end
$mutant$;
