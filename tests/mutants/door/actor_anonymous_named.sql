-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: who is not signed in naming no actor
-- test: tests/sql/door/rights_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.actor()'::regprocedure),
    $from$chosen = 'steward_anonymous' and said is null$from$,
    $to$chosen = 'steward_anonymous'$to$);
end
$mutant$;
