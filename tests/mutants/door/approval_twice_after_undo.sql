-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an approval is not taken back while the same waits once more
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.undo(uuid)'::regprocedure),
    $from$perform guard.check_none_waits(p.operation, p.entity, p.entity_id)$from$,
    $to$perform p.id$to$);
end
$mutant$;
