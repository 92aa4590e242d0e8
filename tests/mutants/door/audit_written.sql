-- SPDX-License-Identifier: GPL-3.0-or-later
-- takes away: the audit entry
-- test: tests/sql/door/door_test.sql
do $mutant$
begin
  execute replace(pg_get_functiondef('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)'::regprocedure),
    $from$insert into market.audit_entry ($from$,
    $to$insert into market.reply (actor_kind, actor_id, key, operation, arguments_hash, reply, at) values (actor.kind, actor.id, (run.options ->> 'key')::uuid, called.name, run.arguments_hash, reply, moment);
  return reply;
  insert into market.audit_entry ($to$);
end
$mutant$;
