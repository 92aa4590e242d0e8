-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nothing is let go of what the gateway never heard of
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.void_payment(bigint)'::regprocedure),
    $from$if guard.outbox_after() is null then$from$,
    $to$if false then$to$);
end
$mutant$;
