-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a message is given up in the end
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.message_failed(bigint, uuid, text, integer, text)'::regprocedure),
    $from$when claimed.attempts >= guard.mail_attempts() then 'dead'$from$,
    $to$$to$);
end
$mutant$;
