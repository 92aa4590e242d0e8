-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a tickets end
-- test: tests/sql/people/reveal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.my_revealed()'::regprocedure),
    $from$and ticket.expires_at > guard.clock()$from$,
    $to$$to$);
end
$mutant$;
