-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that some messages are never left out
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_said(text, jsonb)'::regprocedure),
    $from$if duty is not null then$from$,
    $to$if false then$to$);
end
$mutant$;
