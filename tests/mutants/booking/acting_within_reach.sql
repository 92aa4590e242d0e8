-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what an operator does for somebody must be within his own reach too
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$if acting and (guard.reach($from$,
    $to$if false and (guard.reach($to$);
end
$mutant$;
