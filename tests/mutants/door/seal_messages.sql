-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was said of messages is sealed
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.audit_digest(bytea, bigint, market.audit_entry)'::regprocedure),
    $from$jsonb_build_array(entry.messages)$from$,
    $to$'[2]'$to$);
end
$mutant$;
