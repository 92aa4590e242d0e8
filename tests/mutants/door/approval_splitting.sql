-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: summing what was moved before
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)'::regprocedure),
    $from$where m.person_id = moved_before.person_id$from$,
    $to$where false$to$);
end
$mutant$;
