-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was taken back is not claimed
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$waiting.state in ('queued', 'sending', 'failed')$from$,
    $to$waiting.state in ('queued', 'sending', 'failed', 'withdrawn')$to$);
end
$mutant$;
