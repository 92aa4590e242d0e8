-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the second person says nothing else
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_messages(jsonb, guard.acting)'::regprocedure),
    $from$elsif check_messages.options ? 'proposal' then$from$,
    $to$elsif false then$to$);
end
$mutant$;
