-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks for the reason of who looked
-- test: tests/sql/people/reveal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_whoever_looked_said_why()'::regprocedure),
    $from$and entry.reason_code is not null$from$,
    $to$$to$);
end
$mutant$;
