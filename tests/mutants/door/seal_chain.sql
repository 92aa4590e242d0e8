-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: that a seal hangs on the one before
-- test: tests/sql/door/seal_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.audit_digest(bytea, bigint, market.audit_entry, integer)'::regprocedure),
    $from$sha256(former || convert_to($from$,
    $to$sha256(convert_to($to$);
end
$mutant$;
