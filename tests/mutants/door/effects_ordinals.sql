-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: new records counting by ordinal
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.hash_effects(jsonb, timestamptz)'::regprocedure),
    $from$line := replace(line, created[n], '#' || n);$from$,
    $to$$to$);
end
$mutant$;
