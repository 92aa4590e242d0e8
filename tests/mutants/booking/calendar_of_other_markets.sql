-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the markets of who asks for a provider's days
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.provider_calendar(bigint, date, date)'::regprocedure),
    $from$and somebody.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
