-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was never offered counts for nothing
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.message_left(bigint, uuid, interval)'::regprocedure),
    $from$attempts = sending.attempts - 1$from$,
    $to$attempts = sending.attempts$to$);
end
$mutant$;
