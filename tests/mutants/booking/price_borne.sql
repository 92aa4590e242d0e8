-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the platform pays in what it bears
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.set_price(bigint, bigint, bigint)'::regprocedure),
    $from$array[set_price.platform_bears - former.platform_bears, former.platform_bears - set_price.platform_bears]$from$,
    $to$array[0, 0]$to$);
end
$mutant$;
