-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: telling absent and forbidden records alike
-- test: tests/sql/door/reach_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.no_such_record(text)'::regprocedure),
    $from$format('There is no such %s, or it is not yours.', replace(no_such_record.entity, '_', ' '))$from$,
    $to$format('There is no such %s. %s', no_such_record.entity, clock_timestamp())$to$);
end
$mutant$;
