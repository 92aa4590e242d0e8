-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: blanks not counting as a note
-- test: tests/sql/door/arguments_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_reason(text, boolean, text, text, boolean)'::regprocedure),
    $from$regexp_replace(coalesce(check_reason.note, ''), '[[:space:]]+', '', 'g')$from$,
    $to$coalesce(check_reason.note, '')$to$);
end
$mutant$;
