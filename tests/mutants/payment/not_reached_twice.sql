-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a link which does not open says nothing of the time before
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.record_answer(bigint, text, jsonb)'::regprocedure),
    $from$case when record_answer.outcome = 'not reached' and told.state = 'told' then 'not yet told' else 'unknown' end$from$,
    $to$case when record_answer.outcome = 'not reached' then 'not yet told' else 'unknown' end$to$);
end
$mutant$;
