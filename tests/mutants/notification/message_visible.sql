-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a message whose text nobody sees is none
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_said(text, jsonb)'::regprocedure),
    $from$guard.visible_length(check_said.said ->> 'body') = 0$from$,
    $to$false$to$);
end
$mutant$;
