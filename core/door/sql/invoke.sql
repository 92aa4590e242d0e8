-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The door. The order of its steps is explained in core/door/README.md; each part refuses in words for an operator.

create or replace function guard.known_reply(actor guard.acting, key uuid, operation text, arguments_hash bytea)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  free boolean := pg_try_advisory_xact_lock(hashtextextended(format('%s %s %s', (known_reply.actor).kind, (known_reply.actor).id, known_reply.key), 0));
  known market.reply;
begin
  -- Locked first and looked up then: whoever gets the lock sees what its holder before has committed.
  select r.* into known
  from market.reply r
  where r.actor_kind = (known_reply.actor).kind
    and r.actor_id = (known_reply.actor).id
    and r.key = known_reply.key;
  if found then
    if known.operation <> known_reply.operation or known.arguments_hash <> known_reply.arguments_hash then
      perform guard.refuse('MP051', 'This key was used before for something else.', 'Make a new key for a new intent.');
    end if;
    return known.reply || '{"replayed": true}';
  elsif not free then
    perform guard.refuse('MP052', 'The same call is in flight.', 'Ask again in a moment, with the same key.');
  end if;
  return null;
end
$$;
comment on function guard.known_reply(guard.acting, uuid, text, bytea) is 'The reply that a key was given before, or null and the key''s lock';
select guard.allow_function('guard.known_reply(guard.acting, uuid, text, bytea)', '{}');

create or replace function guard.run(operation market.operation, arguments jsonb, options jsonb, actor guard.acting, invocation uuid, moment timestamptz)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  target guard.target;
  running guard.call;
  result jsonb;
  effects jsonb;
  hash text;
  codes text[] := guard.codes_of(run.actor);
begin
  if (run.operation).entity is not null then
    target := guard.take_target(run.operation, (run.arguments ->> (run.operation).parameters[1])::bigint, run.actor,
      (run.options ->> 'version')::integer);
    if target.process_version is not null then
      perform guard.check_state(run.operation, target, codes);
    end if;
  end if;
  running := (run.invocation, (run.operation).name, (run.operation).action, (run.operation).entity, target.id, (run.actor).kind,
    (run.actor).id, (run.actor).person_id, codes, run.moment, (run.operation).undoable, null, null);
  perform set_config('steward.call', running::text, true);
  perform set_config('steward.changes', '', true);
  set constraints all deferred; -- an earlier call of this transaction left them immediate
  execute (run.operation).call into result using run.arguments;
  -- Approval stands here (a rule looks at the ledger lines just written, rolls back and stores a proposal).
  set constraints all immediate; -- in preview and in earnest: nothing is left to fail at COMMIT
  effects := guard.collect_effects(run.invocation);
  hash := guard.hash_effects(effects, run.moment);
  if hash <> coalesce(run.options ->> 'effects_hash', hash) then
    perform guard.refuse('MP042', 'What this would do has changed since you looked.', 'Look at the effects again.', jsonb_build_object('effects_hash', hash));
  end if;
  return jsonb_build_object('operation', (run.operation).name, 'preview', false, 'replayed', false, 'invocation', run.invocation,
    'at', run.moment, 'result', coalesce(result, '{}'),
    'target', case when target.id is not null then jsonb_build_object('entity', (run.operation).entity, 'id', target.id,
      'reference', target.reference, 'market', target.market_id, 'found', target.version,
      'version', coalesce((select max((c.value ->> 'version')::integer)
        from jsonb_array_elements(('[' || current_setting('steward.changes') || ']')::jsonb) c
        where c.value ->> 'entity' = (run.operation).entity and (c.value ->> 'id')::bigint = target.id), target.version)) end,
    'effects', effects, 'effects_hash', hash);
end
$$;
comment on function guard.run(market.operation, jsonb, jsonb, guard.acting, uuid, timestamptz) is 'Steps 5 to 8 of the door: target, operation, approval''s place, constraints, effects';
select guard.allow_function('guard.run(market.operation, jsonb, jsonb, guard.acting, uuid, timestamptz)', '{}');

create or replace function guard.keep(operation market.operation, arguments jsonb, options jsonb, actor guard.acting, arguments_hash bytea, reply jsonb)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  changes jsonb := ('[' || current_setting('steward.changes') || ']')::jsonb;
  said jsonb := keep.reply;
  -- What stands to be taken back is a change of the target itself; rows made along with it are their feature's to reverse.
  undoable boolean := (keep.operation).undoable and (keep.actor).kind = 'operator' and exists (
    select
    from jsonb_array_elements(changes) c
    where c.value ->> 'entity' = (keep.operation).entity
      and c.value -> 'id' = said -> 'target' -> 'id');
begin
  insert into market.audit_entry (at, invocation_id, actor_kind, actor_id, person_id, login, role_name, operation, arguments,
    reason_code, note, request_id, entity, entity_id, reference, market_id, version_before, version_after, events, effects_hash,
    undoes, undoable)
  values ((said ->> 'at')::timestamptz, (said ->> 'invocation')::uuid, (keep.actor).kind, (keep.actor).id, (keep.actor).person_id,
    (keep.actor).login, (keep.actor).role_name, (keep.operation).name, keep.arguments - (keep.operation).redacted,
    keep.options ->> 'reason_code', keep.options ->> 'note', keep.options ->> 'request_id', said -> 'target' ->> 'entity',
    (said -> 'target' ->> 'id')::bigint, said -> 'target' ->> 'reference', (said -> 'target' ->> 'market')::integer,
    (said -> 'target' ->> 'found')::integer, (said -> 'target' ->> 'version')::integer,
    array(select (c.value ->> 'event')::bigint from jsonb_array_elements(changes) c), said ->> 'effects_hash',
    (said -> 'result' ->> 'undone')::uuid, undoable);
  said := said || jsonb_build_object('undo', case when undoable then
    jsonb_build_object('invocation', said -> 'invocation', 'until', (said ->> 'at')::timestamptz + guard.undo_window()) end);
  insert into market.reply (actor_kind, actor_id, key, operation, arguments_hash, reply, at)
  values ((keep.actor).kind, (keep.actor).id, (keep.options ->> 'key')::uuid,
    (keep.operation).name, keep.arguments_hash, said, (said ->> 'at')::timestamptz);
  if (keep.operation).finish is not null then
    execute format('select %s($1)', (keep.operation).finish) using (said ->> 'invocation')::uuid;
  end if;
  return said;
end
$$;
comment on function guard.keep(market.operation, jsonb, jsonb, guard.acting, bytea, jsonb) is 'Step 9 of the door: the audit entry and the kept reply';
select guard.allow_function('guard.keep(market.operation, jsonb, jsonb, guard.acting, bytea, jsonb)', '{}');

create or replace function api.invoke(operation text, arguments jsonb default '{}', options jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
set intervalstyle = 'iso_8601'
set lock_timeout = '3s'
set standard_conforming_strings = on
as $$
declare
  actor guard.acting;
  called market.operation;
  permitted boolean;
  checked jsonb := invoke.arguments;
  arguments_hash bytea;
  reply jsonb;
  awaited text;
begin
  -- 1 Ground: a snapshot or a now() that the caller chose would let old truths pass.
  if current_setting('transaction_isolation') <> 'read committed' then
    perform guard.refuse('MP061', 'Operations run in READ COMMITTED transactions only.', 'Begin without an isolation level.');
  elsif clock_timestamp() - transaction_timestamp() > interval 'PT5S' then
    perform guard.refuse('MP062', 'This transaction has been open for too long.', 'Begin a new one.');
  end if;
  -- 2 Actor and right.
  actor := guard.actor();
  if actor.kind is null then
    perform guard.refuse('MP011', 'You are not signed in as anybody Steward knows.', 'Ask an administrator whether your account is active.');
  end if;
  select o.* into called
  from market.operation o
  where o.name = invoke.operation;
  if not found then
    perform guard.refuse('MP001', format('There is no operation called %s.', left(invoke.operation, 60)), 'See api.operation for those that you may run.');
  end if;
  permitted := exists (
    select -- PUBLIC (0) and no list at all (null) count for nothing, so a forgotten revoke closes the door
    from pg_proc p
    cross join aclexplode(p.proacl) a
    where p.proname = called.name
      and p.pronamespace = 'op'::regnamespace
      and a.privilege_type = 'EXECUTE'
      and a.grantee not in (0, p.proowner)
      and pg_has_role(actor.role_id, a.grantee, 'usage'));
  if not permitted then
    perform guard.refuse('MP012', format('Your role may not run %s.', called.name), 'Ask an operator who may.');
  end if;
  -- 3 Options and arguments.
  perform guard.check_options(called, invoke.options);
  if called.entity is not null and checked ->> called.parameters[1] !~ '^[+-]?[0-9]' and jsonb_typeof(checked -> called.parameters[1]) = 'string' then
    checked := checked || jsonb_build_object(called.parameters[1], guard.resolve(called.entity, checked ->> called.parameters[1]));
  end if;
  checked := guard.check_arguments(called, checked);
  -- 5 to 8 for a look, all of it rolled back; the code MPPRE carries nothing else and is caught nowhere else.
  if (invoke.options ->> 'preview')::boolean then
    if pg_current_xact_id_if_assigned() is null then
      perform set_config('steward.synchronous_commit', current_setting('synchronous_commit'), true);
      perform set_config('synchronous_commit', 'off', true); -- there is nothing to wait for
    end if;
    begin
      reply := guard.run(called, checked, invoke.options, actor, gen_random_uuid(), guard.clock());
      raise exception using errcode = 'MPPRE', message = 'preview';
    exception
      when sqlstate 'MPPRE' then
        return reply || '{"preview": true, "undo": null}';
    end;
  end if;
  awaited := nullif(current_setting('steward.synchronous_commit', true), '');
  if awaited is not null then
    perform set_config('synchronous_commit', awaited, true); -- a preview of the same transaction had turned it off
  end if;
  -- 4 Stored reply.
  arguments_hash := sha256(convert_to(checked::text, 'UTF8'));
  reply := guard.known_reply(actor, (invoke.options ->> 'key')::uuid, called.name, arguments_hash);
  if reply is not null then
    return reply;
  end if;
  -- 5 to 8, then 9 Audit and reply.
  reply := guard.run(called, checked, invoke.options, actor, gen_random_uuid(), guard.clock());
  reply := guard.keep(called, checked, invoke.options, actor, arguments_hash, reply);
  perform set_config('steward.call', '', true); -- what follows in this transaction is no part of this call
  perform set_config('steward.changes', '', true);
  return reply;
end
$$;
comment on function api.invoke(text, jsonb, jsonb) is 'The one door for everything that changes data. Returns what it did; with {"preview": true} what it would do';
select guard.allow_function('api.invoke(text, jsonb, jsonb)', guard.everybody());
