-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is never given to who is busy
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$perform guard.check_free(offer.provider_id, during, moved.id);$from$,
    $to$$to$);
end
$mutant$;
