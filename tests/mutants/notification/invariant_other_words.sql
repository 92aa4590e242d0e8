-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks whether other words are in the audit
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_other_words_are_known()'::regprocedure),
    $from$count(*) filter (where entry.invocation_id is null) = 0$from$,
    $to$true$to$);
end
$mutant$;
