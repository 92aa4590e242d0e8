-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that who made way lets go of what they got instead
-- test: tests/sql/booking/displace_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_slots(uuid)'::regprocedure),
    $from$and (former.blocking or former.displaced)$from$,
    $to$and former.blocking$to$);
end
$mutant$;
