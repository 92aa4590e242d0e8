-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an operator says who did not come
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.report_no_show(bigint, market.short_text)'::regprocedure),
    $from$if who is null or who not in ('customer', 'provider') or$from$,
    $to$if$to$);
end
$mutant$;
