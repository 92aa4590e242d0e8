-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: redacting arguments in the audit
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb)'::regprocedure),
    $from$keep_entry.arguments - called.redacted$from$,
    $to$keep_entry.arguments$to$);
end
$mutant$;
