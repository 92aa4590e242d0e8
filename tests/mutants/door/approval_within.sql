-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what runs within another operation is bound by its own limit
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.strictest_limit(guard.acting, text, text, uuid, timestamptz)'::regprocedure),
    $from$least(coalesce(strictest.per_record, 0), coalesce(own.per_record, 0))$from$,
    $to$strictest.per_record$to$);
end
$mutant$;
