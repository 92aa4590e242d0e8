-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only operators say what people are told
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_messages(jsonb, guard.acting)'::regprocedure),
    $from$if actor.kind <> 'operator' then$from$,
    $to$if false then$to$);
end
$mutant$;
