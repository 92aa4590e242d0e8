-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a claim counts as an attempt
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$attempts = claiming.attempts + (judged.hopeless is null)::integer$from$,
    $to$attempts = claiming.attempts$to$);
end
$mutant$;
