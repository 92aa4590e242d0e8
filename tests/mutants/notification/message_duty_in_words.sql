-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what must be told is told in words
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_said(text, jsonb)'::regprocedure),
    $from$guard.visible_length(check_said.said ->> 'body') < guard.shortest_note()$from$,
    $to$false$to$);
end
$mutant$;
