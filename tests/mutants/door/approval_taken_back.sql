-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: leaving out what was taken back
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)'::regprocedure),
    $from$and not m.taken_back$from$,
    $to$$to$);
end
$mutant$;
