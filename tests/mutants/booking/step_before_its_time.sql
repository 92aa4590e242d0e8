-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking starts when it starts
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_extend(bigint, market.short_text, market.moment)'::regprocedure),
    $from$if override_extend.due < earliest then$from$,
    $to$if false then$to$);
end
$mutant$;
