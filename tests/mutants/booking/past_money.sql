-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what a booking held is counted up to the moment asked for
-- test: tests/sql/booking/past_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_as_of(bigint, timestamptz)'::regprocedure),
    $from$and posting.created_at <= booking_as_of.as_of$from$,
    $to$$to$);
end
$mutant$;
