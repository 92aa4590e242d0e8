-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a customer gets nothing of a dearer provider
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$offer.price >= moved.price$from$,
    $to$false$to$);
end
$mutant$;
