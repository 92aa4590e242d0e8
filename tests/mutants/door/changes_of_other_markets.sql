-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that changes of records out of reach are not told
-- test: tests/sql/door/changes_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.changes_since(text, bigint, integer)'::regprocedure),
    $from$or not guard.may_touch(known.name, changes_since.record)$from$,
    $to$$to$);
end
$mutant$;
