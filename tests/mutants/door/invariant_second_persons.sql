-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks who approved
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_second_persons()'::regprocedure),
    $from$count(*) filter (where approved.alone) = 0$from$,
    $to$true$to$);
end
$mutant$;
