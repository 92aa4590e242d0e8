-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of transactions that are older than 5 s
-- test: tests/sql/door/connections_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('api.invoke(text, jsonb, jsonb)'::regprocedure),
    $from$clock_timestamp() - least(transaction_timestamp(), statement_timestamp()) > interval 'PT5S'$from$,
    $to$false$to$);
end
$mutant$;
