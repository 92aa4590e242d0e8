-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that silence does not stand in the way of taking back
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_messages(uuid)'::regprocedure),
    $from$not in ('withdrawn', 'silent')$from$,
    $to$<> 'withdrawn'$to$);
end
$mutant$;
