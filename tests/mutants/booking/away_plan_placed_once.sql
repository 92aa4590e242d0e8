-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that no free time is offered to two bookings
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.away_plan(bigint, date, date, bigint, integer)'::regprocedure),
    $from$free := free - tstzmultirange(tstzrange(next_start, next_start + (books.ends_at - books.starts_at)));$from$,
    $to$$to$);
end
$mutant$;
