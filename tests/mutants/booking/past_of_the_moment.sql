-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what happened at a moment has happened as of it
-- test: tests/sql/booking/past_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.record_as_of(text, bigint, timestamptz)'::regprocedure),
    $from$and later.at > record_as_of.as_of$from$,
    $to$and later.at >= record_as_of.as_of$to$);
end
$mutant$;
