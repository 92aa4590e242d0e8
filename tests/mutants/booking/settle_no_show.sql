-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a customer to whom nobody came gets their money back
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.no_show_refund(bigint)'::regprocedure),
    $from$when 'provider' then missed.available$from$,
    $to$when 'provider' then 0$to$);
end
$mutant$;
