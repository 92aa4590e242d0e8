-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who proposed another time does not accept it
-- test: tests/sql/booking/party_reads_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.party_steps(market.booking, text)'::regprocedure),
    $from$booking.proposed_by = party_steps.party$from$,
    $to$false$to$);
end
$mutant$;
