-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody reports themselves
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.report_no_show(bigint, market.short_text)'::regprocedure),
    $from$or who is distinct from coalesce(report_no_show.absent, who) then$from$,
    $to$then$to$);
end
$mutant$;
