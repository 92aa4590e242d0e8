-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that waits double
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.message_failed(bigint, uuid, text, integer, text)'::regprocedure),
    $from$power(2, sending.attempts - 1)$from$,
    $to$1$to$);
end
$mutant$;
