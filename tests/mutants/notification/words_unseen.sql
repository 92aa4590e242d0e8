-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: characters that turn the words of a message round
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_said(text, jsonb)'::regprocedure),
    $from$\u202a-\u202e$from$,
    $to$$to$);
end
$mutant$;
