-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an answer which comes twice is known
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.record_answer(bigint, text, jsonb)'::regprocedure),
    $from$return 'known';$from$,
    $to$null;$to$);
end
$mutant$;
