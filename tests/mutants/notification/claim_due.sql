-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only what is due is claimed
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$waiting.due <= guard.clock()$from$,
    $to$true$to$);
end
$mutant$;
