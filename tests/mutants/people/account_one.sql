-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: one account being paid to at a time
-- test: tests/sql/people/payout_account_test.sql
drop index market.payout_account_present;
do $mutant$
begin
  execute replace(pg_get_functiondef('op.set_payout_account(bigint, market.short_text, market.account_number)'::regprocedure),
    $from$set replaced_at = guard.clock()$from$,
    $to$set replaced_at = null$to$);
end
$mutant$;
