-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what waits for a second person does not happen within another operation
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run_on_booking(text, bigint, jsonb)'::regprocedure),
    $from$perform guard.check_none_waits(called.name, 'booking', target.id);$from$,
    $to$$to$);
end
$mutant$;
