-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that candidates work at that time
-- test: tests/sql/booking/candidates_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.candidates(bigint, integer)'::regprocedure),
    $from$continue when not guard.works_during(offer.provider_id, wanted.during);$from$,
    $to$$to$);
end
$mutant$;
