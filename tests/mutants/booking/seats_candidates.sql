-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that no other provider is offered for a seat
-- test: tests/sql/booking/session_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.candidates(bigint, integer)'::regprocedure),
    $from$and wanted.session_id is null$from$,
    $to$and true$to$);
end
$mutant$;
