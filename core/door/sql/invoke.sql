-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The door. The order of its steps is explained in core/door/README.md; each part refuses in words for an operator.

create or replace function guard.look_up(operation text, role_id oid, reason_code text)
returns guard.called
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  called guard.called;
begin
  select o.name, o.entity, o.action, o.needs_reason, o.undoable, o.redacted, o.locks, o.finish, o.parameters, o.required,
    exists ( -- PUBLIC (0) and no list at all (null) count for nothing, so a forgotten revoke closes the door
      select
      from aclexplode(p.proacl) a
      where a.privilege_type = 'EXECUTE'
        and a.grantee not in (0, p.proowner)
        and pg_has_role(look_up.role_id, a.grantee, 'usage')),
    (select r.needs_note from market.reason r where r.operation = o.name and r.code = look_up.reason_code and not r.acting),
    coalesce((select i.undo_window from market.installation i), interval 'PT60S'), o.moves_money, o.second_person, o.acted_by
  into called
  from market.operation o
  join pg_proc p on p.proname = o.name and p.pronamespace = 'op'::regnamespace
  where o.name = look_up.operation;
  return called;
end
$$;
comment on function guard.look_up(text, oid, text) is 'An operation as the door needs it, and whether a role may run it';
select guard.allow_function('guard.look_up(text, oid, text)', '{}');

create or replace function guard.known_reply(actor guard.acting, key uuid, operation text, arguments_hash bytea)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  free boolean := pg_try_advisory_xact_lock(hashtextextended(format('%s %s %s', actor.kind, actor.id, known_reply.key), 0));
  known market.reply;
begin
  -- Locked first and looked up then: whoever gets the lock sees what its holder before has committed.
  select r.* into known
  from market.reply r
  where r.actor_kind = actor.kind
    and r.actor_id = actor.id
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

create or replace function guard.events_of(changes jsonb)
returns bigint[]
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(select (c.value ->> 'event')::bigint from jsonb_array_elements(events_of.changes) c);
end
$$;
comment on function guard.events_of(jsonb) is 'The events among what triggers left in steward.changes';
select guard.allow_function('guard.events_of(jsonb)', '{}');

create or replace function guard.keep_entry(entry market.audit_entry, called guard.called, actor guard.acting, arguments jsonb, options jsonb,
  arguments_hash bytea, reply jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  entry_id bigint := nextval('market.audit_entry_id');
begin
  insert into market.audit_entry (at, id, invocation_id, actor_kind, actor_id, person_id, login, role_name, operation, arguments,
    reason_code, note, request_id, entity, entity_id, reference, market_id, version_before, version_after, events, effects_hash,
    undoes, undoable, for_kind, for_person, messages)
  values (entry.at, entry_id, entry.invocation_id, actor.kind, actor.id, actor.person_id, actor.login, actor.role_name, called.name,
    keep_entry.arguments - called.redacted, keep_entry.options ->> 'reason_code', keep_entry.options ->> 'note', keep_entry.options ->> 'request_id',
    entry.entity, entry.entity_id, entry.reference, entry.market_id, entry.version_before, entry.version_after, entry.events, entry.effects_hash,
    entry.undoes, entry.undoable, entry.for_kind, entry.for_person, guard.told_of_messages(keep_entry.options -> 'messages'));
  insert into market.audit_pending (audit_id, at) values (entry_id, entry.at);
  insert into market.reply (actor_kind, actor_id, key, operation, arguments_hash, reply, at)
  values (actor.kind, actor.id, (keep_entry.options ->> 'key')::uuid, called.name, keep_entry.arguments_hash, keep_entry.reply || '{"effects": {}}', entry.at); -- effects name people
end
$$;
comment on function guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb) is 'Step 9: who did what and why, and the reply for the same key';
select guard.allow_function('guard.keep_entry(market.audit_entry, guard.called, guard.acting, jsonb, jsonb, bytea, jsonb)', '{}');

create or replace function guard.run(called guard.called, arguments jsonb, options jsonb, actor guard.acting, arguments_hash bytea)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
-- Steps 5 to 9. Without a hash of the arguments it is a look: nothing is kept, and the caller rolls back.
declare
  target guard.target;
  running guard.call;
  party guard.acting := actor; -- whose action it is
  acting boolean := run.options ->> 'on_behalf_of' is not null;
  codes text[];
  moment timestamptz := guard.clock();
  invocation uuid := gen_random_uuid();
  result jsonb;
  changes jsonb;
  effects jsonb := '{}';
  hash text;
  version_after integer;
  undoable boolean := false;
  weight guard.weighed;
  proposal market.proposal;
  entry market.audit_entry;
  reply jsonb;
begin
  if acting then
    party := guard.party_of(run.options ->> 'on_behalf_of', actor);
  end if;
  codes := guard.codes_of(party);
  -- 5 Target.
  if called.entity is not null then
    if acting and (guard.reach(called.entity, (run.arguments ->> called.parameters[1])::bigint, actor, false)).id is null then
      perform guard.no_such_record(called.entity); -- it must be within the reach of both
    end if;
    target := guard.take_target(called, (run.arguments ->> called.parameters[1])::bigint, party, (run.options ->> 'version')::integer, run.arguments);
    if target.process_version is not null then
      perform guard.check_state(called, target, codes);
      if actor.kind = 'system' then
        perform guard.take_timer(called, target, invocation, moment);
      end if;
    end if;
  end if;
  if run.options ? 'proposal' then
    proposal := guard.take_proposal(called, run.arguments, run.options, actor, run.arguments_hash is null);
  end if;
  -- 6 Run.
  running := (invocation, called.name, called.action, called.entity, target.id, actor.kind, actor.id, actor.person_id, codes,
    moment, called.undoable, null, null, case when actor.kind = 'operator' and called.undoable then called.undo_window end,
    case when acting then party.kind end, case when acting then party.person_id end);
  perform set_config('steward.call', running::text, true), set_config('steward.changes', '', true),
    set_config('steward.messages', case when run.options ? 'messages' then jsonb_build_object('by', coalesce(run.options -> 'messages_by', to_jsonb(actor.id)),
      'said', run.options -> 'messages')::text else '' end, true);
  set constraints all deferred; -- an earlier call of this transaction left them immediate
  execute format('select guard.%I($1, true)', 'ready_' || called.name) into result using run.arguments;
  if acting then
    perform guard.tell_party(('[' || current_setting('steward.changes') || ']')::jsonb);
  end if;
  -- 7 Constraints, in preview and in earnest: nothing is left to fail at COMMIT, and nobody is asked to approve what could not be.
  set constraints all immediate;
  changes := ('[' || current_setting('steward.changes') || ']')::jsonb;
  -- 8 Approval.
  if actor.kind = 'operator' and not coalesce(result ? 'undone', false) then
    weight := guard.weigh(called, target, actor, invocation, moment, proposal.id);
  end if;
  if run.arguments_hash is null or run.options ? 'effects_hash' or weight.needed then
    effects := guard.collect_effects(invocation, changes);
    hash := guard.hash_effects(effects, moment);
    if hash <> coalesce(run.options ->> 'effects_hash', hash) then
      perform guard.refuse('MP042', 'What this would do has changed since you looked.', 'Look at the effects again.', jsonb_build_object('effects_hash', hash));
    end if;
    if weight.needed and proposal.id is null and run.arguments_hash is not null then
      raise exception using errcode = 'MPTWO', message = 'second person', detail = jsonb_build_object(
        'weight', weight, 'target', target, 'effects', effects, 'effects_hash', hash)::text;
    elsif actor.kind not in ('operator', 'system') then
      effects := guard.effects_for(effects, actor.kind);
    end if;
  end if;
  if target.id is null then -- what an operation without a target made, or took back, is what its entry is about
    running := current_setting('steward.call')::guard.call;
    select (c.value ->> 'id')::bigint, c.value ->> 'reference', null, null, null, (c.value ->> 'market')::integer, null
    into target
    from jsonb_array_elements(changes) with ordinality c (value, n)
    order by (c.value ->> 'entity' = running.entity and (c.value ->> 'id')::bigint = running.entity_id) is not true, c.n
    limit 1;
    called.entity := coalesce(running.entity, changes -> 0 ->> 'entity');
    version_after := (select max((c.value ->> 'version')::integer) from jsonb_array_elements(changes) c
      where c.value ->> 'entity' = called.entity and (c.value ->> 'id')::bigint = target.id);
    called.undoable := false;
  end if;
  -- What stands to be taken back is a change of the target itself; rows made along with it are their feature's to reverse.
  for n in reverse jsonb_array_length(changes) - 1 .. 0 loop
    if changes -> n ->> 'entity' = called.entity and (changes -> n ->> 'id')::bigint = target.id then
      version_after := changes -> n -> 'version';
      undoable := called.undoable and actor.kind = 'operator';
      exit;
    end if;
  end loop;
  reply := jsonb_build_object('operation', called.name, 'preview', run.arguments_hash is null, 'replayed', false, 'invocation', invocation,
    'at', moment, 'result', coalesce(result, '{}'), 'effects', effects, 'effects_hash', hash,
    'target', case when target.id is not null then jsonb_build_object('entity', called.entity, 'id', target.id, 'reference', target.reference,
      'market', target.market_id, 'found', target.version, 'version', coalesce(version_after, target.version)) end,
    'undo', case when undoable and run.arguments_hash is not null then jsonb_build_object('invocation', invocation, 'until', moment + running.wait) end);
  if run.arguments_hash is null then
    return reply || case when weight.needed or proposal.id is not null
      then jsonb_build_object('approval', guard.weight_told(weight) || jsonb_build_object('as_proposed', hash = proposal.effects_hash)) else '{}' end;
  end if;
  if proposal.id is not null then
    perform guard.close_proposal(proposal.id, actor, invocation, run.options ->> 'approver_note');
    changes := ('[' || current_setting('steward.changes') || ']')::jsonb;
  end if;
  -- 9 Audit and reply.
  entry.at := moment;
  entry.invocation_id := invocation;
  entry.entity := called.entity;
  entry.entity_id := target.id;
  entry.reference := target.reference;
  entry.market_id := target.market_id;
  entry.version_before := target.version;
  entry.version_after := coalesce(version_after, target.version);
  entry.events := guard.events_of(changes);
  entry.effects_hash := hash;
  entry.undoes := (result ->> 'undone')::uuid;
  entry.undoable := undoable;
  entry.for_kind := running.for_kind;
  entry.for_person := running.for_person;
  perform guard.keep_entry(entry, called, actor, run.arguments, run.options, run.arguments_hash, reply);
  if called.finish is not null then
    execute format('select %s($1)', called.finish) using invocation;
  end if;
  return reply;
end
$$;
comment on function guard.run(guard.called, jsonb, jsonb, guard.acting, bytea) is 'Steps 5 to 9 of the door: target, operation, constraints, approval, effects, audit and reply';
select guard.allow_function('guard.run(guard.called, jsonb, jsonb, guard.acting, bytea)', '{}');

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
  called guard.called;
  behalf text; -- "customer:17", for whom an operator acts
  checked jsonb := invoke.arguments;
  looking boolean;
  given jsonb := invoke.options; -- and, in the name of a proposal, what stands with it: the reason, and for whom
  arguments_hash bytea;
  seen text;
  reply jsonb;
begin
  -- 1 Ground: a snapshot or a now() that the caller chose would let old truths pass. A DO that commits renews the
  -- transaction's moment and keeps the statement's, which is the one that guard.clock() tells.
  if current_setting('transaction_isolation') <> 'read committed' then
    perform guard.refuse('MP061', 'Operations run in READ COMMITTED transactions only.', 'Begin without an isolation level.');
  elsif clock_timestamp() - least(transaction_timestamp(), statement_timestamp()) > interval 'PT5S' then
    perform guard.refuse('MP062', 'This transaction, or this statement, has been open for too long.', 'Begin a new one.');
  end if;
  if pg_my_temp_schema() <> 0 and exists (
    select -- step 8 would run the caller's own deferred triggers with the door's rights
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = pg_my_temp_schema()
      and t.tgdeferrable)
  then
    perform guard.refuse('MP061', 'This session holds temporary tables with deferred triggers.', 'Sign in again.');
  end if;
  -- 2 Actor and right.
  actor := guard.actor();
  if actor.kind is null then
    perform guard.refuse('MP011', 'You are not signed in as anybody Steward knows.', 'Ask an administrator whether your account is active.');
  end if;
  called := guard.look_up(invoke.operation, actor.role_id, invoke.options ->> 'reason_code');
  if called.name is null then
    perform guard.refuse('MP001', format('There is no operation called %s.', left(invoke.operation, 60)), 'See api.operation for those that you may run.');
  end if;
  if invoke.options ->> 'proposal' is not null then
    given := guard.in_name_of(invoke.options ->> 'proposal', invoke.options);
  end if;
  behalf := given ->> 'on_behalf_of';
  if behalf is not null then
    perform guard.check_options(invoke.options, false);
    if not guard.may_run(called.name, actor, split_part(behalf, ':', 1)) then
      perform guard.refuse('MP012', format('Your role may not run %s for a %s.', called.name, split_part(behalf, ':', 1)), 'Ask an operator who may.');
    end if;
  elsif not called.permitted then
    perform guard.refuse('MP012', format('Your role may not run %s.', called.name), 'Ask an operator who may.');
  end if;
  -- 3 Options and arguments.
  if jsonb_typeof(invoke.options) is distinct from 'object' or jsonb_typeof(checked) is distinct from 'object' then
    perform guard.refuse('MP002', 'Arguments and options are JSON objects.');
  end if;
  looking := coalesce(invoke.options -> 'preview' = 'true', false);
  if invoke.options - array['key', 'reason_code', 'version'] <> '{}' or invoke.options ->> 'version' !~ '^[0-9]{1,9}$' or not looking and invoke.options ->> 'key' is null
    or invoke.options ->> 'key' !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  then
    perform guard.check_options(invoke.options, not looking and invoke.options ->> 'key' is null);
    if invoke.options ? 'messages' then
      perform guard.check_messages(invoke.options, actor);
    end if;
  end if;
  if not looking and given ->> 'proposal' is null and (behalf is not null or case when given ->> 'reason_code' is null then called.needs_reason else called.needs_note is distinct from false end) then
    perform guard.check_reason(called.name, called.needs_reason or behalf is not null, given ->> 'reason_code', given ->> 'note', behalf is not null);
  end if;
  if called.entity is not null and jsonb_typeof(checked -> called.parameters[1]) = 'string' and checked ->> called.parameters[1] !~ '^[+-]?[0-9]' then
    checked := checked || jsonb_build_object(called.parameters[1], guard.resolve(called.entity, checked ->> called.parameters[1]));
  end if;
  checked := guard.check_arguments(called, checked);
  -- 5 to 8 for a look, all of it rolled back; the code MPPRE carries nothing else and is caught nowhere else.
  if looking then
    if pg_current_xact_id_if_assigned() is null then
      perform set_config('steward.synchronous_commit', current_setting('synchronous_commit'), true);
      perform set_config('synchronous_commit', 'off', true); -- there is nothing to wait for
    end if;
    begin
      reply := guard.run(called, checked, given, actor, null);
      raise exception using errcode = 'MPPRE', message = 'preview';
    exception
      when sqlstate 'MPPRE' then
        return reply;
    end;
  end if;
  if nullif(current_setting('steward.synchronous_commit', true), '') is not null then -- a look in this transaction turned it off
    perform set_config('synchronous_commit', current_setting('steward.synchronous_commit'), true);
  end if;
  -- 4 Stored reply.
  arguments_hash := sha256(convert_to((jsonb_build_array(checked, given -> 'reason_code', given -> 'note') || jsonb_path_query_array(given, '$.proposal')
    || jsonb_path_query_array(given, '$.on_behalf_of') || jsonb_path_query_array(given, '$.messages'))::text, 'UTF8'));
  reply := guard.known_reply(actor, (given ->> 'key')::uuid, called.name, arguments_hash);
  if reply is null then
    if actor.kind = 'operator' and (called.moves_money or called.second_person) and given ->> 'proposal' is null then
      begin
        reply := guard.run(called, checked, given, actor, arguments_hash);
      exception
        when sqlstate 'MPTWO' then -- taken back as a whole; what it would have done is what a second person is asked about
          get stacked diagnostics seen = pg_exception_detail;
          reply := guard.propose(called, checked, given, actor, arguments_hash, seen::jsonb);
      end;
    else
      reply := guard.run(called, checked, given, actor, arguments_hash);
    end if;
    perform set_config('steward.call', '', true), set_config('steward.changes', '', true); -- what follows is no part of this call
  end if;
  return reply;
end
$$;
comment on function api.invoke(text, jsonb, jsonb) is 'The one door for everything that changes data. Returns what it did; with {"preview": true} what it would do';
select guard.allow_function('api.invoke(text, jsonb, jsonb)', guard.everybody());
