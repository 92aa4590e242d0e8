-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who delivers after all owes no penalty
-- test: tests/sql/booking/reopen_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.take_place_again(bigint)'::regprocedure),
    $from$array[penalty, -penalty]$from$,
    $to$array[0, 0]$to$);
end
$mutant$;
