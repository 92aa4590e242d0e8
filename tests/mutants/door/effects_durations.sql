-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: times that hang on now counting as durations
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.hash_effects(jsonb, timestamptz)'::regprocedure),
    $from$then e.value - 'due' else$from$,
    $to$then e.value else$to$);
end
$mutant$;
