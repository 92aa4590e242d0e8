-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only who has the lease gives a message back
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.message_left(bigint, uuid, interval)'::regprocedure),
    $from$and sending.lease = message_left.lease$from$,
    $to$$to$);
end
$mutant$;
