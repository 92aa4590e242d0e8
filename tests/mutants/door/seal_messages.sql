-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what was said of messages is sealed
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.audit_digest(bytea, bigint, market.audit_entry, integer)'::regprocedure),
    $from$entry.for_person, entry.messages)$from$,
    $to$entry.for_person)$to$);
end
$mutant$;
