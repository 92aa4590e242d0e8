-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that an absence is taken back with what was done
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_absence(uuid)'::regprocedure),
    $from$where absence.invocation_id = undo_absence.undone;$from$,
    $to$where false;$to$);
end
$mutant$;
