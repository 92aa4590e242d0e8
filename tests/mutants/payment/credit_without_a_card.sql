-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody is charged further who has no card here
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.ask_for_more(bigint, text, bigint)'::regprocedure),
    $from$card_pays = 0$from$,
    $to$false$to$);
end
$mutant$;
