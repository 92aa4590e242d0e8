-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that nobody acts for somebody who is no longer active
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.party_of(text, guard.acting)'::regprocedure),
    $from$and p.active$from$,
    $to$$to$);
end
$mutant$;
