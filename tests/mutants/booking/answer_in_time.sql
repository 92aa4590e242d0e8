-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the refusal of a request that nobody could answer any more
-- test: tests/sql/booking/slots_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$if not wanted.instant_book$from$,
    $to$if false and not wanted.instant_book$to$);
end
$mutant$;
