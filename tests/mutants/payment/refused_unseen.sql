-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a refusal of the gateway gives the booking a new version
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.request_failed(bigint, bigint)'::regprocedure),
    $from$perform guard.touch_booking(request_failed.booking);$from$,
    $to$$to$);
end
$mutant$;
