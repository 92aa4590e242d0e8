-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the reason for which nobody is told
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_said(text, jsonb)'::regprocedure),
    $from$< guard.shortest_note()$from$,
    $to$< 0$to$);
end
$mutant$;
