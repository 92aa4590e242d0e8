-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an answer for another amount is none
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.record_answer(bigint, text, jsonb)'::regprocedure),
    $from$(record_answer.details ->> 'amount')::bigint is distinct from asked.amount::bigint$from$,
    $to$false$to$);
end
$mutant$;
