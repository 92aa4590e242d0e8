-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only who has the lease says that it is sent
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.message_sent(bigint, uuid, integer, text)'::regprocedure),
    $from$and sending.lease = message_sent.lease$from$,
    $to$$to$);
end
$mutant$;
