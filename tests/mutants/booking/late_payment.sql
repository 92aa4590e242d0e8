-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the second look at a slot when its payment comes late
-- test: tests/sql/booking/slots_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.authorised(bigint, market.short_text, market.moment, market.short_text, text)'::regprocedure),
    $from$if not paid_for.blocking and$from$,
    $to$if false and$to$);
end
$mutant$;
