-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is paid and answered before its start
-- test: tests/sql/booking/steps_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_extend(bigint, market.short_text, market.moment)'::regprocedure),
    $from$elsif override_extend.due > latest then$from$,
    $to$elsif false then$to$);
end
$mutant$;
