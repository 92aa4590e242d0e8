-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a settled booking holds nothing any more
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.divide_escrow(bigint, bigint, bigint, text, text)'::regprocedure),
    $from$array[held.available, -given.to_card, -given.to_credit, -share.provider, -(share.commission + platform), -share.tax]$from$,
    $to$array[0, -given.to_card, -given.to_credit, -share.provider, -(share.commission + platform), -share.tax]$to$);
end
$mutant$;
