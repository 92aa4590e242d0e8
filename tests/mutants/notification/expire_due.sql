-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nothing is put aside before it is due
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.expire_messages(integer)'::regprocedure),
    $from$old.due <= guard.clock()$from$,
    $to$true$to$);
end
$mutant$;
