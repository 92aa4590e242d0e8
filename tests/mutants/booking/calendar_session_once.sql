-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a session is one block
-- test: tests/sql/booking/calendar_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.days_of_provider(bigint, tstzrange)'::regprocedure),
    $from$and books.session_id is null$from$,
    $to$$to$);
end
$mutant$;
