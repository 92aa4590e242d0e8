-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody is told otherwise unseen
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_messages(jsonb, guard.acting)'::regprocedure),
    $from$not check_messages.options ? 'effects_hash'$from$,
    $to$false$to$);
end
$mutant$;
