-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Step 7 of the door: what an operator moves is weighed against what the role may move alone. Above it the call becomes a
-- proposal, and runs when another person makes the same call in its name. Nobody is exempt.

create or replace function guard.limit_of(actor guard.acting, operation text, currency text)
returns market.amount_limit
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found_limit market.amount_limit;
begin
  -- Of each role the operation's own limit before the general one, and of these the newest; of several roles the widest.
  select own.* into found_limit
  from unnest(guard.roles_of(actor)) r (name)
  cross join lateral (
    select l.*
    from market.amount_limit l
    where l.role_name = r.name
      and l.currency = limit_of.currency
      and (l.operation is null or l.operation = limit_of.operation)
    order by l.operation nulls last, l.version desc
    limit 1) own
  order by own.per_record desc, own.per_day desc
  limit 1;
  return found_limit;
end
$$;
comment on function guard.limit_of(guard.acting, text, text) is 'How much an actor may move alone by an operation; null where there is no limit to go by, which is as none at all allowed';
select guard.allow_function('guard.limit_of(guard.acting, text, text)', '{}');

create or replace function guard.strictest_limit(actor guard.acting, operation text, currency text, invocation uuid, moment timestamptz)
returns market.amount_limit
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  strictest market.amount_limit := guard.limit_of(actor, strictest_limit.operation, strictest_limit.currency);
  own market.amount_limit;
  within text;
begin
  -- An operation that runs others is bound by theirs as well, or it would be the way round them.
  for within in
    select distinct o.name
    from market.event e
    join market.operation o on o.entity = e.entity and o.action = e.action
    where e.invocation_id = strictest_limit.invocation
      and e.at = strictest_limit.moment -- one month's events only
      and o.moves_money
      and o.name <> strictest_limit.operation
  loop
    own := guard.limit_of(actor, within, strictest_limit.currency);
    strictest.per_record := least(coalesce(strictest.per_record, 0), coalesce(own.per_record, 0));
    strictest.per_day := least(coalesce(strictest.per_day, 0), coalesce(own.per_day, 0));
  end loop;
  return strictest;
end
$$;
comment on function guard.strictest_limit(guard.acting, text, text, uuid, timestamptz) is 'How much an actor may move alone by an operation and by what ran within it';
select guard.allow_function('guard.strictest_limit(guard.acting, text, text, uuid, timestamptz)', '{}');

create or replace function guard.moved_before(person_id bigint, currency text, since timestamptz, entity text, entity_id bigint, invocation uuid, out on_record bigint, out in_day bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  -- Of several records that one call changed, the one of which most was moved; what a call moved counts whole for each of its
  -- records. The person's day is read once, and what belongs to a record is found from there: some move money all day.
  with mine as materialized (
    select m.invocation_id, m.entity, m.entity_id, m.amount
    from market.amount_moved m
    where m.person_id = moved_before.person_id
      and m.currency = moved_before.currency
      and m.at > moved_before.since
      and m.proposal_id is null
      and not m.taken_back
  )
  select coalesce(max(record.moved), 0), coalesce((select sum(m.amount) from mine m), 0)
  into moved_before.on_record, moved_before.in_day
  from (
    select moved_before.entity as name, moved_before.entity_id as id
    union
    select e.entity, e.entity_id
    from market.event e
    where e.invocation_id = moved_before.invocation
      and e.at > moved_before.since
      and exists (select from market.operation o where o.entity = e.entity and o.moves_money)
  ) touched
  cross join lateral (
    select sum(m.amount) as moved
    from mine m
    where m.entity = touched.name and m.entity_id = touched.id
      or m.invocation_id = any (array(
        select e.invocation_id
        from market.event e
        where e.entity = touched.name
          and e.entity_id = touched.id
          and e.at > moved_before.since))
  ) record;
end
$$;
comment on function guard.moved_before(bigint, text, timestamptz, text, bigint, uuid) is 'What a person moved alone since a moment: of the records that a call is about, and at all';
select guard.allow_function('guard.moved_before(bigint, text, timestamptz, text, bigint, uuid)', '{}');

create or replace function guard.weigh(called guard.called, target guard.target, actor guard.acting, invocation uuid, moment timestamptz, proposal bigint)
returns guard.weighed
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  moved record;
  allowed market.amount_limit;
  weight guard.weighed := (called.second_person, null, 0, 0, 0, 0, 0, null);
  before record;
begin
  for moved in
    select m.currency, m.amount
    from guard.amounts_of(weigh.invocation) m
    where m.amount > 0
    order by m.currency
  loop
    if not called.moves_money then
      raise exception using errcode = '55000', message = format('op.%s moved money without saying so.', called.name),
        hint = 'Declare it with moves_money => true.';
    end if;
    if actor.person_id is null then
      perform guard.refuse('MP032', 'Your account names no person, and only people move money.', 'Ask an administrator for an account of your own.');
    end if;
    -- One after the other, whatever login they come by: sums of what is not committed yet would miss each other.
    perform from market.operator o where o.person_id = actor.person_id order by o.id for no key update;
    allowed := guard.strictest_limit(actor, called.name, moved.currency, weigh.invocation, weigh.moment);
    select b.* into before
    from guard.moved_before(actor.person_id, moved.currency, weigh.moment - interval 'P1D', called.entity, target.id, weigh.invocation) b;
    weight := (called.second_person or before.on_record + moved.amount > coalesce(allowed.per_record, 0)
        or before.in_day + moved.amount > coalesce(allowed.per_day, 0),
      moved.currency, moved.amount, before.on_record, before.in_day, coalesce(allowed.per_record, 0), coalesce(allowed.per_day, 0), allowed.version);
    exit when weight.needed and weigh.proposal is null;
    insert into market.amount_moved (invocation_id, currency, at, operator_id, person_id, operation, entity, entity_id, market_id, amount,
      on_record, in_day, per_record, per_day, proposal_id)
    values (weigh.invocation, moved.currency, weigh.moment, actor.id, actor.person_id, called.name, called.entity, target.id, target.market_id, moved.amount,
      weight.on_record, weight.in_day, weight.per_record, weight.per_day, weigh.proposal);
  end loop;
  return weight;
end
$$;
comment on function guard.weigh(guard.called, guard.target, guard.acting, uuid, timestamptz, bigint) is 'What an operator''s invocation moves against what he may move alone; kept, unless a second person is needed first';
select guard.allow_function('guard.weigh(guard.called, guard.target, guard.acting, uuid, timestamptz, bigint)', '{}');

create or replace function guard.undo_amounts(undone uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update market.amount_moved m
  set taken_back = true
  where m.invocation_id = undo_amounts.undone;
end
$$;
comment on function guard.undo_amounts(uuid) is 'What was taken back no longer counts as moved';
select guard.allow_function('guard.undo_amounts(uuid)', '{}');
select guard.declare_undo('guard.undo_amounts(uuid)'::regprocedure);

create or replace function guard.proposal_time()
returns interval
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return interval 'P3D'; -- a weekend; what a look showed is older than anybody remembers by then
end
$$;
comment on function guard.proposal_time() is 'For how long a proposal waits for a second person';
select guard.allow_function('guard.proposal_time()', '{}');

create or replace function guard.weight_told(weight guard.weighed)
returns jsonb
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return to_jsonb(weight) - 'needed' - 'limit_version';
end
$$;
comment on function guard.weight_told(guard.weighed) is 'What was weighed, for the caller: amounts in minor units';
select guard.allow_function('guard.weight_told(guard.weighed)', '{}');

create or replace function guard.effects_unaddressed(effects jsonb)
returns jsonb
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select jsonb_object_agg(s.key, (select coalesce(jsonb_agg(e.value order by e.n), '[]') from jsonb_array_elements(s.value) with ordinality e (value, n)
      where not e.value ? 'audience'))
    from jsonb_each(effects_unaddressed.effects) s);
end
$$;
comment on function guard.effects_unaddressed(jsonb) is 'Effects without what is addressed to people: words to them name them, and are kept nowhere else';
select guard.allow_function('guard.effects_unaddressed(jsonb)', '{}');

create or replace function guard.check_none_waits(operation text, entity text, entity_id bigint)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting text := (select p.reference from market.proposal p where p.state = 'open' and p.operation = check_none_waits.operation
    and p.entity is not distinct from check_none_waits.entity and p.entity_id is not distinct from check_none_waits.entity_id limit 1);
begin
  if waiting is not null then
    perform guard.refuse('MP034', format('The same waits for a second person already, as %s.', waiting), 'Withdraw that one first, or wait for the decision.',
      jsonb_build_object('proposal', waiting));
  end if;
end
$$;
comment on function guard.check_none_waits(text, text, bigint) is 'Refuses what waits for a second person already';
select guard.allow_function('guard.check_none_waits(text, text, bigint)', '{}');

create or replace function guard.propose(called guard.called, arguments jsonb, options jsonb, actor guard.acting, arguments_hash bytea, seen jsonb)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  weight guard.weighed := jsonb_populate_record(null::guard.weighed, propose.seen -> 'weight');
  target guard.target := jsonb_populate_record(null::guard.target, coalesce(nullif(propose.seen -> 'target', 'null'), '{}')); -- some act on no record
  moment timestamptz := guard.clock();
  entry market.audit_entry;
  running guard.call := (gen_random_uuid(), called.name, 'propose', 'proposal', null, actor.kind, actor.id, actor.person_id,
    guard.codes_of(actor), moment, false, null, null, null);
  behalf text := propose.options ->> 'on_behalf_of';
  made market.proposal;
  reply jsonb;
begin
  perform guard.check_none_waits(called.name, called.entity, target.id);
  if actor.person_id is null then
    perform guard.refuse('MP034', 'Your account names no person, so nobody could be a second one.', 'Ask an administrator for an account of your own.');
  end if;
  perform set_config('steward.call', running::text, true), set_config('steward.changes', '', true);
  insert into market.proposal (reference, market_id, state, operation, arguments, entity, entity_id, target_reference, target_version, reason_code, note, messages,
    effects, effects_hash, currency, amount, on_record, in_day, per_record, per_day, limit_version, proposed_by, proposed_person, proposed_at, expires_at,
    for_kind, for_person)
  values (guard.new_reference('PR'), target.market_id, 'open', called.name, propose.arguments - called.redacted, called.entity, target.id, target.reference, target.version,
    propose.options ->> 'reason_code', propose.options ->> 'note', propose.options -> 'messages', guard.effects_unaddressed(propose.seen -> 'effects'), propose.seen ->> 'effects_hash',
    weight.currency, weight.amount, weight.on_record, weight.in_day, weight.per_record, weight.per_day, weight.limit_version,
    actor.id, actor.person_id, moment, moment + guard.proposal_time(), split_part(behalf, ':', 1), split_part(behalf, ':', 2)::bigint)
  returning * into made;
  set constraints all immediate;
  reply := jsonb_build_object('operation', called.name, 'preview', false, 'replayed', false, 'invocation', running.id, 'at', moment, 'result', '{}'::jsonb,
    'effects', '{}'::jsonb, 'effects_hash', null, 'target', null, 'undo', null,
    'proposed', jsonb_build_object('id', made.id, 'reference', made.reference, 'expires', made.expires_at) || guard.weight_told(weight));
  entry.at := moment;
  entry.invocation_id := running.id;
  entry.entity := 'proposal';
  entry.entity_id := made.id;
  entry.reference := made.reference;
  entry.market_id := made.market_id;
  entry.version_after := made.version;
  entry.events := guard.events_of(('[' || current_setting('steward.changes') || ']')::jsonb);
  entry.undoable := false;
  entry.for_kind := made.for_kind;
  entry.for_person := made.for_person;
  perform guard.keep_entry(entry, called, actor, propose.arguments, propose.options, propose.arguments_hash, reply);
  return reply;
end
$$;
comment on function guard.propose(guard.called, jsonb, jsonb, guard.acting, bytea, jsonb) is 'Keeps a call that one person alone may not make, for another to approve';
select guard.allow_function('guard.propose(guard.called, jsonb, jsonb, guard.acting, bytea, jsonb)', '{}');

create or replace function guard.let_in(operator_id bigint, person_id bigint)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (
    select
    from market.event e
    where e.entity = 'operator'
      and e.entity_id = let_in.operator_id
      and e.action in ('create', 'grant')
      and e.person_id = let_in.person_id);
end
$$;
comment on function guard.let_in(bigint, bigint) is 'Whether a person made an operator''s account or gave it rights: whoever lets somebody in may hold that account''s password';
select guard.allow_function('guard.let_in(bigint, bigint)', '{}');

create or replace function guard.proposer_of(proposal market.proposal)
returns guard.acting
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  proposer guard.acting;
begin
  select 'operator', o.id, o.person_id, o.login, o.role_oid, o.login, o.name, o.all_markets
  into proposer
  from market.operator o
  join pg_roles r on r.oid = o.role_oid
  where o.id = (proposer_of.proposal).proposed_by
    and o.active;
  return proposer;
end
$$;
comment on function guard.proposer_of(market.proposal) is 'Who proposed, as he stands now; all null once he is no operator any more';
select guard.allow_function('guard.proposer_of(market.proposal)', '{}');

create or replace function guard.objection(proposal market.proposal, actor guard.acting)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  proposer guard.acting := guard.proposer_of(objection.proposal);
begin
  if (objection.proposal).state <> 'open' then
    return format('This proposal was %s already.', case (objection.proposal).state when 'expired' then 'too old' else (objection.proposal).state end);
  elsif (objection.proposal).expires_at <= guard.clock() then
    return 'This proposal is too old.';
  elsif actor.person_id is null then
    return 'Your account names no person, so you are no second one.';
  elsif (objection.proposal).proposed_person = actor.person_id then
    return 'You proposed this yourself; it takes another person.';
  elsif not guard.may_run((objection.proposal).operation, actor, (objection.proposal).for_kind) then
    return 'Your role may not do this, so it can not approve it.';
  elsif guard.let_in(actor.id, (objection.proposal).proposed_person) or guard.let_in((objection.proposal).proposed_by, actor.person_id) then
    return 'One of you two gave the other the account; it takes somebody else.';
  elsif proposer.id is null or not guard.may_run((objection.proposal).operation, proposer, (objection.proposal).for_kind)
    or (objection.proposal).entity is not null
      and (guard.reach((objection.proposal).entity, (objection.proposal).entity_id, proposer, false)).id is null
  then
    return 'Whoever proposed this may no longer do it.';
  end if;
  return null;
end
$$;
comment on function guard.objection(market.proposal, guard.acting) is 'Why an actor can not be the second person of a proposal; null if he can';
select guard.allow_function('guard.objection(market.proposal, guard.acting)', '{}');

create or replace function guard.take_proposal(called guard.called, arguments jsonb, options jsonb, actor guard.acting, looking boolean)
returns market.proposal
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  taken market.proposal;
  refusal text;
begin
  taken.id := (guard.reach('proposal', guard.resolve('proposal', take_proposal.options ->> 'proposal'), actor, true)).id;
  select p.* into taken
  from market.proposal p
  where p.id = taken.id;
  if not found then
    perform guard.no_such_record('proposal');
  elsif taken.operation <> called.name or taken.arguments <> take_proposal.arguments - called.redacted
    or taken.for_kind || ':' || taken.for_person is distinct from take_proposal.options ->> 'on_behalf_of'
  then
    perform guard.refuse('MP034', 'That is not what was proposed.', 'Approve it as it is, or propose what you mean.');
  end if;
  refusal := guard.objection(taken, actor);
  if refusal is not null then
    perform guard.refuse('MP034', refusal, case when taken.state = 'open' then 'Ask a colleague to look at it.' end);
  elsif not take_proposal.looking and not take_proposal.options ? 'effects_hash' then
    perform guard.refuse('MP034', 'Look at the effects first: what you approve is what you saw.', 'Send the hash of the effects along.');
  end if;
  return taken;
end
$$;
comment on function guard.take_proposal(guard.called, jsonb, jsonb, guard.acting, boolean) is 'The proposal in whose name a call is made, locked; refused unless the caller is its second person';
select guard.allow_function('guard.take_proposal(guard.called, jsonb, jsonb, guard.acting, boolean)', '{}');

create or replace function guard.close_proposal(proposal bigint, actor guard.acting, invocation uuid, note text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update market.proposal p
  set state = 'approved', decided_by = actor.id, decided_person = actor.person_id, decided_note = close_proposal.note, executed = close_proposal.invocation
  where p.id = close_proposal.proposal;
end
$$;
comment on function guard.close_proposal(bigint, guard.acting, uuid, text) is 'The proposal was approved and has run';
select guard.allow_function('guard.close_proposal(bigint, guard.acting, uuid, text)', '{}');

create or replace function guard.in_name_of(proposal text, options jsonb)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  proposed market.proposal;
begin
  -- Its reason is the proposer's; whether the caller may see it is asked with everything else, under the lock.
  select p.* into proposed
  from market.proposal p
  where p.id = guard.resolve('proposal', in_name_of.proposal);
  return in_name_of.options || jsonb_build_object('reason_code', proposed.reason_code, 'note', proposed.note, 'approver_note', in_name_of.options -> 'note')
    || case when proposed.for_kind is null or in_name_of.options ? 'on_behalf_of' then '{}' else jsonb_build_object('on_behalf_of', proposed.for_kind || ':' || proposed.for_person) end
    || case when proposed.messages is not null then jsonb_build_object('messages', proposed.messages, 'messages_by', proposed.proposed_by) else '{}' end;
end
$$;
comment on function guard.in_name_of(text, jsonb) is 'The options of a call that is made for a proposal: the reason that was given with it, for whom it is, and what people are to be told';
select guard.allow_function('guard.in_name_of(text, jsonb)', '{}');

create or replace function guard.decide_proposal(proposal bigint, state text, why text)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  proposed market.proposal;
  running guard.call := guard.present_call();
  refusal text;
begin
  select p.* into strict proposed
  from market.proposal p
  where p.id = decide_proposal.proposal;
  if decide_proposal.state = 'withdrawn' and proposed.proposed_person is distinct from running.person_id then
    perform guard.refuse('MP034', 'Only whoever proposed it can withdraw it.', 'Reject it, if it should not happen.');
  elsif decide_proposal.state = 'rejected' then
    refusal := guard.objection(proposed, guard.actor());
    if refusal is not null then
      perform guard.refuse('MP034', refusal, case when proposed.proposed_person = running.person_id then 'Withdraw it instead.' end);
    end if;
  end if;
  update market.proposal p
  set state = decide_proposal.state, decided_by = running.actor_id, decided_person = running.person_id, decided_note = decide_proposal.why
  where p.id = decide_proposal.proposal;
  return jsonb_build_object('reference', proposed.reference);
end
$$;
comment on function guard.decide_proposal(bigint, text, text) is 'A proposal is withdrawn by its own person, or rejected by a second one';
select guard.allow_function('guard.decide_proposal(bigint, text, text)', '{}');

create or replace function guard.invariant_amounts_are_weighed()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select format('%s sums moved by operators, %s wrong', count(*), count(*) filter (where weighed.wrong)), count(*) filter (where weighed.wrong) = 0, count(*)
  from (
    select m.proposal_id is null and (m.on_record + m.amount > m.per_record or m.in_day + m.amount > m.per_day)
      or m.proposal_id is not null and not m.taken_back and not exists (select from market.proposal p where p.id = m.proposal_id and p.executed = m.invocation_id)
      or m.amount <> coalesce((select w.amount from guard.amounts_of(m.invocation_id) w where w.currency = m.currency), 0) as wrong
    from market.amount_moved m) weighed;
end
$$;
comment on function guard.invariant_amounts_are_weighed() is 'What operators moved was within their limits or approved, and what was weighed is what the ledger says';
select guard.allow_function('guard.invariant_amounts_are_weighed()', '{}');

create or replace function guard.invariant_second_persons()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select format('%s approved, %s by no second person', count(*), count(*) filter (where approved.alone)), count(*) filter (where approved.alone) = 0, count(*)
  from (
    select p.decided_person is not distinct from p.proposed_person or not exists (
      select from market.audit_entry a where a.invocation_id = p.executed and a.operation = p.operation and a.person_id = p.decided_person) as alone
    from market.proposal p
    where p.state = 'approved') approved;
end
$$;
comment on function guard.invariant_second_persons() is 'What was approved ran at the word of a second person';
select guard.allow_function('guard.invariant_second_persons()', '{}');

create or replace function guard.invariant_unapproved_did_nothing()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select format('%s proposals withdrawn, %s rejected, %s too old; %s of them moved something', count(*) filter (where ended.state = 'withdrawn'),
      count(*) filter (where ended.state = 'rejected'), count(*) filter (where ended.state = 'expired'), count(*) filter (where ended.moved)),
    count(*) filter (where ended.moved) = 0, count(*)
  from (
    select p.state, p.executed is not null or exists (
      select from market.amount_moved m where m.proposal_id = p.id and not m.taken_back) as moved
    from market.proposal p
    where p.state in ('withdrawn', 'rejected', 'expired')) ended;
end
$$;
comment on function guard.invariant_unapproved_did_nothing() is 'What nobody approved was not done';
select guard.allow_function('guard.invariant_unapproved_did_nothing()', '{}');
