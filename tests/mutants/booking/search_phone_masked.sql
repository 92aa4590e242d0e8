-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that only who may read telephone numbers finds by them
-- test: tests/sql/booking/reads_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('api.booking_match(text, integer)'::regprocedure),
    $from$where contact.phone like phone_pattern
                    and guard.reads_contact()$from$,
    $to$where contact.phone like phone_pattern$to$);
end
$mutant$;
