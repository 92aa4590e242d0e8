-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody has more done for them than they may do
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.may_run(text, guard.acting, text)'::regprocedure),
    $from$and may_run.for_kind in ('customer', 'provider')
        and r.rolname = 'steward_' || may_run.for_kind$from$,
    $to$$to$);
end
$mutant$;
