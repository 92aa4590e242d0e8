-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the markets of who asks for candidates
-- test: tests/sql/booking/candidates_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.candidates(bigint, integer)'::regprocedure),
    $from$and books.market_id = any (guard.my_markets())$from$,
    $to$$to$);
end
$mutant$;
