-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what an argument names must be in reach
-- test: tests/sql/booking/reassign_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.named_record(text, jsonb, guard.acting)'::regprocedure),
    $from$if named.id is null then$from$,
    $to$if false then$to$);
end
$mutant$;
