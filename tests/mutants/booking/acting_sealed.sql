-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that for whom an operator acted is sealed
-- test: tests/sql/booking/acting_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.audit_digest(bytea, bigint, market.audit_entry, integer)'::regprocedure),
    $from$jsonb_build_array(entry.for_kind, entry.for_person, $from$,
    $to$jsonb_build_array($to$);
end
$mutant$;
