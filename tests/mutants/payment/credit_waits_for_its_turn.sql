-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the lock under which a customer's credit is spent
-- test: tests/sql/payment/credit_race_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$    for no key update;$from$,
    $to$;$to$);
end
$mutant$;
