-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a reopened booking does not complete in the next moment
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.override_reopen(bigint)'::regprocedure),
    $from$interval 'P1D'$from$,
    $to$interval 'PT0S'$to$);
end
$mutant$;
