-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that somebody is told what was done for them
-- test: tests/sql/booking/acting_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.tell_party(jsonb)'::regprocedure),
    $from$perform guard.tell_acted($1);$from$,
    $to$$to$);
end
$mutant$;
