-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that what events say is sealed
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.audit_digest(bytea, bigint, market.audit_entry, integer)'::regprocedure),
    $from$where e.at = entry.at$from$,
    $to$where false and e.at = entry.at$to$);
end
$mutant$;
