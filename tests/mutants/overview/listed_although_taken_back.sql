-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving out of lists by a step what was taken back
-- test: tests/sql/overview/lists_test.py
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.is_taken_back(bigint, bigint, timestamptz)'::regprocedure),
    $from$and back.undoes = is_taken_back.event$from$,
    $to$and false$to$);
end
$mutant$;
