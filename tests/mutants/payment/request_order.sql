-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that requests of one payment are told one after the other
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_requests(integer, bigint, text[])'::regprocedure),
    $from$(earlier.state in ('not yet told', 'told', 'unknown')$from$,
    $to$(false$to$);
end
$mutant$;
