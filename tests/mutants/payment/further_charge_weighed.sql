-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: weighing what a customer is to be charged further
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.money_moved(uuid)'::regprocedure),
    $from$and asked.charge > 1$from$,
    $to$and asked.charge > 9$to$);
end
$mutant$;
