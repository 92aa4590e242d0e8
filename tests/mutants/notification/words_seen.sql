-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that silence is part of what is looked at
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.effects_messages(uuid)'::regprocedure),
    $from$'silent', edit.silent,$from$,
    $to$$to$);
end
$mutant$;
