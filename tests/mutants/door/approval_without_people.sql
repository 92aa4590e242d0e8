-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving out what is addressed to people
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.effects_unaddressed(jsonb)'::regprocedure),
    $from$not e.value ? 'audience'$from$,
    $to$true$to$);
end
$mutant$;
