-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a request is not moved to where it lapses at once
-- test: tests/sql/booking/reschedule_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.check_answerable(bigint)'::regprocedure),
    $from$<= guard.clock())$from$,
    $to$< guard.clock() and false)$to$);
end
$mutant$;
