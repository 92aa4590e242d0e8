-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks whether silence is in the audit
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_silence_has_a_reason()'::regprocedure),
    $from$or entry.invocation_id is null$from$,
    $to$$to$);
end
$mutant$;
