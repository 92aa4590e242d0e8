-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a provider does not bear that they are paid more
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reprice(bigint, market.amount, market.short_text)'::regprocedure),
    $from$when 'provider' then
            perform$from$,
    $to$when 'nobody' then
            perform$to$);
end
$mutant$;
