-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a proposal lapses when one of both times has come
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_extend(bigint, market.short_text, market.moment)'::regprocedure),
    $from$when 'lapse_reschedule' then moved.proposed_until$from$,
    $to$$to$);
end
$mutant$;
