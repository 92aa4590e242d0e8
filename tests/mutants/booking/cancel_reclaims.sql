-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was settled comes back when it is cancelled
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.cancel_with_split(bigint, bigint, bigint)'::regprocedure),
    $from$= 'settled' then$from$,
    $to$= 'nothing' then$to$);
end
$mutant$;
