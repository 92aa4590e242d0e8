-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a lease ends
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$coalesce(waiting.leased_until, '-infinity') <= statement_timestamp()$from$,
    $to$waiting.leased_until is null$to$);
end
$mutant$;
