-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody acts for themselves
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.party_of(text, guard.acting)'::regprocedure),
    $from$elsif party.person_id = actor.person_id then$from$,
    $to$elsif false then$to$);
end
$mutant$;
