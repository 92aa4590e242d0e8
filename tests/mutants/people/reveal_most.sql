-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a list of people is not revealed one by one
-- test: tests/sql/people/reveal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('op.reveal_contact(bigint)'::regprocedure),
    $from$if guard.most_revealed() <=$from$,
    $to$if 999 <=$to$);
end
$mutant$;
