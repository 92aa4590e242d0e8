-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking stays the kind of service that was booked
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$(offer.category_id, offer.market_id, offer.currency) is distinct from (moved.category_id, moved.market_id, moved.currency)$from$,
    $to$false$to$);
end
$mutant$;
