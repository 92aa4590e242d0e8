-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a party is told of its own steps only
-- test: tests/sql/booking/party_reads_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.party_steps(market.booking, text)'::regprocedure),
    $from$and code = any (possible.actors)$from$,
    $to$$to$);
end
$mutant$;
