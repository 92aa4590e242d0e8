-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only operators are told who holds a time
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.advice_on_taken(bigint, tstzrange, bigint, bigint)'::regprocedure),
    $from$if guard.my_kind() = 'operator' then$from$,
    $to$if true then$to$);
end
$mutant$;
