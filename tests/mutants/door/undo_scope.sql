-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: undoing only what is still within reach
-- test: tests/sql/door/undo_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.lock_undone(market.audit_entry)'::regprocedure),
    $from$and not guard.may_touch(touched.entity, touched.entity_id)$from$,
    $to$and false$to$);
end
$mutant$;
