-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only gifts count as gifts
-- test: tests/sql/payment/credit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.goodwill_credit(bigint, market.amount)'::regprocedure),
    $from$coalesce(former.kind, posting.kind) = 'goodwill'$from$,
    $to$true$to$);
end
$mutant$;
