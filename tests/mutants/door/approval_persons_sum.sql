-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: summing over all accounts of a person
-- test: tests/sql/door/approval_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)'::regprocedure),
    $from$where m.person_id = moved_before.person_id$from$,
    $to$where m.operator_id = (guard.actor()).id$to$);
end
$mutant$;
