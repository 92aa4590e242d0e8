-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the audit entry
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb)'::regprocedure),
    $from$insert into market.audit_entry ($from$,
    $to$insert into market.reply (actor_kind, actor_id, key, operation, arguments_hash, reply, at) values (actor.kind, actor.id, (keep_entry.options ->> 'key')::uuid, called.name, keep_entry.arguments_hash, keep_entry.reply, entry.at);
  return;
  insert into market.audit_entry ($to$);
end
$mutant$;
