-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the wait between two attempts
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$coalesce(waiting.retry_at, '-infinity') <= statement_timestamp()$from$,
    $to$true$to$);
end
$mutant$;
