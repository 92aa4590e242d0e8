-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who is cut off each time is given up
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$when waiting.attempts >= guard.mail_attempts() then 'cut_off'$from$,
    $to$$to$);
end
$mutant$;
