-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: what was said of messages from the audit
-- test: tests/sql/notification/edit_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb)'::regprocedure),
    $from$guard.told_of_messages(keep_entry.options -> 'messages')$from$,
    $to$null$to$);
end
$mutant$;
