-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the reason is how it was asked for
-- test: tests/sql/booking/acting_law_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_reason(text, boolean, text, text, boolean)'::regprocedure),
    $from$and r.acting = check_reason.acting$from$,
    $to$$to$);
end
$mutant$;
