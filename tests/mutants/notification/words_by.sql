-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: whose words stand with a proposal
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.tell(bigint, jsonb)'::regprocedure),
    $from$(wishes -> 'by')::bigint, subject$from$,
    $to$guard.invocation_operator(), subject$to$);
end
$mutant$;
