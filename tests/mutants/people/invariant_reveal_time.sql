-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that verify asks for how long somebody was shown what is masked
-- test: tests/sql/people/reveal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.invariant_whoever_looked_said_why()'::regprocedure),
    $from$given.expires_at - given.given_at > guard.reveal_time() or$from$,
    $to$$to$);
end
$mutant$;
