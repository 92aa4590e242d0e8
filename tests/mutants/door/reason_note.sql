-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: asking for the note of a reason
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_reason(text, boolean, text, text, boolean)'::regprocedure),
    $from$elsif needs_note and$from$,
    $to$elsif false and$to$);
end
$mutant$;
