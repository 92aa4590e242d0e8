-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an area has only the operations of its own groups
-- test: tests/sql/door/catalogue_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.operations_in(text[])'::regprocedure),
    $from$where may.roles <> '{}'$from$,
    $to$where true$to$);
end
$mutant$;
