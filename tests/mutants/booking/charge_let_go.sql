-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a charge is let go that is not needed any more
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.capture_payment(bigint)'::regprocedure),
    $from$perform guard.ask_gateway(paid.id, 'void', each_charge.reserved, each_charge.charge);$from$,
    $to$$to$);
end
$mutant$;
