-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a booking is never given to who is not approved
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reassign(bigint, bigint, market.short_text)'::regprocedure),
    $from$or offer.provider_state <> 'approved' then$from$,
    $to$then$to$);
end
$mutant$;
