-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the penalty of a provider who did not come
-- test: tests/sql/booking/after_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.settle_booking(bigint)'::regprocedure),
    $from$if due.absent = 'provider' then$from$,
    $to$if false then$to$);
end
$mutant$;
