-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the last four of an account are not the account
-- test: tests/sql/people/payout_account_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.set_payout_account(bigint, market.short_text, market.account_number)'::regprocedure),
    $from$length(set_payout_account.number) < 7$from$,
    $to$false$to$);
end
$mutant$;
