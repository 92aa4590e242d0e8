-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what has begun does not make way
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.holders_of(bigint, tstzrange)'::regprocedure),
    $from$holder.state not in ('pending_payment', 'requested', 'confirmed')$from$,
    $to$false$to$);
end
$mutant$;
