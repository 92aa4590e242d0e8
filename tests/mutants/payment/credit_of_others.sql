-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: whose credit is told
-- test: tests/sql/booking/party_reads_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.my_credit()'::regprocedure),
    $from$account.customer_id = guard.my_customer()$from$,
    $to$account.customer_id is not null$to$);
end
$mutant$;
