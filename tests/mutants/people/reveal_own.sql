-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: a ticket being for one operator
-- test: tests/sql/people/reveal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.my_revealed()'::regprocedure),
    $from$ticket.operator_id = actor.id$from$,
    $to$true$to$);
end
$mutant$;
