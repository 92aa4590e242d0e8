-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a message which is left out does not wait to be sent
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.tell(bigint, jsonb)'::regprocedure),
    $from$case when said ? 'silent' then 'silent' else 'queued' end$from$,
    $to$'queued'$to$);
end
$mutant$;
