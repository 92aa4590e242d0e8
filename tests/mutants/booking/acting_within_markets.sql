-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an operator acts for people of his own markets only
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.party_of(text, guard.acting)'::regprocedure),
    $from$and p.market_id = any (guard.markets_of(actor))$from$,
    $to$$to$);
end
$mutant$;
