-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the order in which a record's changes are folded
-- test: tests/sql/booking/past_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.record_as_of(text, bigint, timestamptz)'::regprocedure),
    $from$order by past.version$from$,
    $to$order by past.version desc$to$);
end
$mutant$;
