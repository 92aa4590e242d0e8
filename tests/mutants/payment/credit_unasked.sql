-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a customer may keep their credit
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$if book.use_credit then$from$,
    $to$if true then$to$);
end
$mutant$;
