-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: hours being read as written, and not as PostgreSQL understands words
-- test: tests/sql/listing/hours_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.set_availability(bigint, jsonb, jsonb)'::regprocedure),
    $from$when 'day' then part.value #>> '{}' ~$from$,
    $to$when 'day' then true or part.value #>> '{}' ~$to$);
end
$mutant$;
