-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who has not paid yet is not charged further
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reprice(bigint, market.amount, market.short_text)'::regprocedure),
    $from$present.state = 'pending_payment'$from$,
    $to$false$to$);
end
$mutant$;
