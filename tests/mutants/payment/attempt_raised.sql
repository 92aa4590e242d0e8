-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was refused is tried again under another key
-- test: tests/sql/payment/gateway_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.see_to_refused(bigint, boolean)'::regprocedure),
    $from$attempt = asked.attempt + (not see_to_refused.by_hand)::integer$from$,
    $to$attempt = asked.attempt$to$);
end
$mutant$;
