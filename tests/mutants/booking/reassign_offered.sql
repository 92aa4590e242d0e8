-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is never given to what is not offered
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$not offer.active or offer.provider_state$from$,
    $to$offer.provider_state$to$);
end
$mutant$;
