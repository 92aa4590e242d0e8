-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that undo gives nobody a booking while they are away
-- test: tests/sql/booking/away_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.undo_absence(uuid)'::regprocedure),
    $from$perform guard.refuse('MP033', 'The provider would have a booking while being away.', 'See which actions the record offers now.');$from$,
    $to$null;$to$);
end
$mutant$;
