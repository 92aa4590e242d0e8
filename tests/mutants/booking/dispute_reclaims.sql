-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was settled comes back when it is disputed
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.dispute(bigint)'::regprocedure),
    $from$= 'settled' then$from$,
    $to$= 'nothing' then$to$);
end
$mutant$;
