-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what the platform bears is held again of a disputed booking
-- test: tests/sql/booking/reprice_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.reclaim_escrow(bigint)'::regprocedure),
    $from$and posting.kind <> 'borne'$from$,
    $to$$to$);
end
$mutant$;
