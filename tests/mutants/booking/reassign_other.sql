-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is given to somebody else
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$elsif offer.provider_id = moved.provider_id then$from$,
    $to$elsif false then$to$);
end
$mutant$;
