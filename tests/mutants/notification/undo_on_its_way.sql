-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what people are being told can not be taken back
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_messages(uuid)'::regprocedure),
    $from$message.state not in ('withdrawn', 'silent'))$from$,
    $to$false)$to$);
end
$mutant$;
