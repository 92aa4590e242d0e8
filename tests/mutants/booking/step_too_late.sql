-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that time which somebody else has is not held again
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_extend(bigint, market.short_text, market.moment)'::regprocedure),
    $from$if not moved.blocking and$from$,
    $to$if false and$to$);
end
$mutant$;
