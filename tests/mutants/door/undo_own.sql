-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: taking back ones own actions only
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undoable_entry(uuid)'::regprocedure),
    $from$or entry.actor_id <> actor.id$from$,
    $to$$to$);
end
$mutant$;
