-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the stored reply having no effects, which name people
-- test: tests/sql/door/replies_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb)'::regprocedure),
    $from$keep_entry.reply || '{"effects": {}}'$from$,
    $to$keep_entry.reply$to$);
end
$mutant$;
