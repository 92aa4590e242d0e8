-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a payment being for the time it was made for
-- test: tests/sql/booking/move_session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_move_session(bigint, market.moment)'::regprocedure),
    $from$elsif seat.state = 'pending_payment' then$from$,
    $to$elsif false then$to$);
end
$mutant$;
