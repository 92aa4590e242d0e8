-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks whether what nobody approved was done
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_unapproved_did_nothing()'::regprocedure),
    $from$count(*) filter (where ended.moved) = 0$from$,
    $to$true$to$);
end
$mutant$;
