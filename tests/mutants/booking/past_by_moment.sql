-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a record's past is a beginning of its history, and not a choice from it
-- test: tests/sql/booking/past_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.record_as_of(text, bigint, timestamptz)'::regprocedure),
    $from$and past.version < coalesce($from$,
    $to$and past.at <= record_as_of.as_of and 0 < coalesce($to$);
end
$mutant$;
