-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the provider's own zone
-- test: tests/sql/listing/hours_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.working_hours(bigint, date, date)'::regprocedure),
    $from$select provider.zone into strict hours_zone$from$,
    $to$select 'Europe/Berlin'::text into strict hours_zone$to$);
end
$mutant$;
