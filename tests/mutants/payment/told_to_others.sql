-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what a gateway tells is for this marketplace
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.receive_told_events(jsonb)'::regprocedure),
    $from$or (receive_told_events.told ->> 'account') is distinct from (select known.account::text from market.gateway_account known)$from$,
    $to$$to$);
end
$mutant$;
