-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that old news is not claimed
-- test: tests/sql/notification/outbox_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.claim_messages(integer, text)'::regprocedure),
    $from$(waiting.attempts > 0 or waiting.due > statement_timestamp() - guard.news_lasts())$from$,
    $to$true$to$);
end
$mutant$;
