-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only what happened since is told
-- test: tests/sql/door/changes_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.changes_since(text, bigint, integer)'::regprocedure),
    $from$and e.version > changes_since.since$from$,
    $to$$to$);
end
$mutant$;
