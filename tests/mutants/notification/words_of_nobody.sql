-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the form of what is said of a message
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_said(text, jsonb)'::regprocedure),
    $from$check_said.said - array['silent', 'subject', 'body'] <> '{}'$from$,
    $to$false$to$);
end
$mutant$;
