-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only old news is put aside
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.expire_messages(integer)'::regprocedure),
    $from$old.due <= statement_timestamp() - guard.news_lasts()$from$,
    $to$true$to$);
end
$mutant$;
