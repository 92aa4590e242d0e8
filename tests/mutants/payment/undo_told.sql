-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what the gateway was told can not be taken back
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_gateway(uuid)'::regprocedure),
    $from$and (intent.state <> 'not yet told' or intent.due <= guard.clock())$from$,
    $to$and false$to$);
end
$mutant$;
