-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was refused is tried again under another key
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.retry_request(bigint)'::regprocedure),
    $from$attempt = refused.attempt + 1$from$,
    $to$attempt = refused.attempt$to$);
end
$mutant$;
