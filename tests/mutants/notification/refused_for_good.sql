-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what is refused is not tried again
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.message_failed(bigint, uuid, text, integer, text)'::regprocedure),
    $from$when message_failed.failure not in ('deferred', 'lost') then 'dead'$from$,
    $to$$to$);
end
$mutant$;
