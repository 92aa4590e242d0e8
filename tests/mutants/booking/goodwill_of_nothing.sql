-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a credit is one
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.goodwill_credit(bigint, market.amount)'::regprocedure),
    $from$if goodwill_credit.amount = 0 then$from$,
    $to$if false then$to$);
end
$mutant$;
