-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only some operators act for others
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.may_run(text, guard.acting, text)'::regprocedure),
    $from$called.acted_by && guard.codes_of(actor) --$from$,
    $to$true --$to$);
end
$mutant$;
