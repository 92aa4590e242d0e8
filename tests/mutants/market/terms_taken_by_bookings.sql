-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking takes the terms of its moment
-- test: tests/sql/market/terms_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.book(bigint, market.moment, market.short_text, boolean)'::regprocedure),
    $from$guard.terms_at(wanted.market_id, guard.clock())$from$,
    $to$guard.terms_at(wanted.market_id, timestamptz '2001-01-01Z')$to$);
end
$mutant$;
