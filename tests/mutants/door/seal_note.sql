-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that the note of an entry is sealed
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.audit_digest(bytea, bigint, market.audit_entry, integer)'::regprocedure),
    $from$entry.note,$from$,
    $to$'',$to$);
end
$mutant$;
