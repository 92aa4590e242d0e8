-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What an actor may touch, and the lock on it. One statement finds, checks and locks, so nothing can change between.

create or replace function guard.reach(entity text, record_id bigint, actor guard.acting, locked boolean)
returns guard.target
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  target guard.target;
begin
  execute format('select * from guard.%I($1, $2, $3, $4, $5)', 'find_' || reach.entity)
  into target
  using reach.record_id, actor.person_id, case when actor.kind = 'operator' then guard.markets_of(actor) end, actor.kind, reach.locked;
  return target;
end
$$;
comment on function guard.reach(text, bigint, guard.acting, boolean) is 'The record, if it exists and the actor may touch it; locked on demand';
select guard.allow_function('guard.reach(text, bigint, guard.acting, boolean)', '{}');

create or replace function guard.may_touch(entity text, record_id bigint)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  return (guard.reach(may_touch.entity, may_touch.record_id, guard.actor(), false)).id is not null;
end
$$;
comment on function guard.may_touch(text, bigint) is 'For operations: whether the caller may touch a record that the door has not looked up';
select guard.allow_function('guard.may_touch(text, bigint)', '{}');

create or replace function guard.resolve(entity text, reference text)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  known market.entity;
  found_id bigint;
begin
  select e.* into known
  from market.entity e
  where e.name = resolve.entity;
  if known.reference is not null and char_length(resolve.reference) <= 60 then
    execute format('select t.id from %s t where t.%I in ($1, $2)', known.relation, known.reference)
    into found_id
    using btrim(resolve.reference), guard.as_reference(resolve.reference);
  end if;
  return coalesce(found_id, 0); -- no record: refused with the target, after the arguments, so that it can not be told from one out of reach
end
$$;
comment on function guard.resolve(text, text) is 'The id behind a reference, 0 for none; whether the caller may touch it is asked afterwards';
select guard.allow_function('guard.resolve(text, text)', '{}');

create or replace function guard.no_such_record(entity text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  -- One text for absent and forbidden, or the refusal would tell which ids exist.
  perform guard.refuse('MP021', format('There is no such %s, or it is not yours.', replace(no_such_record.entity, '_', ' ')));
end
$$;
comment on function guard.no_such_record(text) is 'The one refusal for a record that is absent or out of reach';
select guard.allow_function('guard.no_such_record(text)', '{}');

create or replace function guard.named_record(lock text, arguments jsonb, actor guard.acting)
returns guard.target
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  entity text := split_part(named_record.lock, '.', 1);
  named guard.target := guard.reach(entity, (named_record.arguments ->> entity)::bigint, named_record.actor, false);
begin
  if named.id is null then
    perform guard.no_such_record(entity);
  end if;
  return named;
end
$$;
comment on function guard.named_record(text, jsonb, guard.acting) is 'The record that an argument names, whose parent is to be locked: listing.provider is the provider of the argument listing';
select guard.allow_function('guard.named_record(text, jsonb, guard.acting)', '{}');

create or replace function guard.take_target(called guard.called, record_id bigint, actor guard.acting, wanted_version integer, arguments jsonb)
returns guard.target
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  target guard.target;
  seen guard.target;
  parent record;
begin
  if called.locks <> '{}' then
    -- Parents are found unlocked, locked in the one order, and looked at again once the target is locked too.
    seen := guard.reach(called.entity, take_target.record_id, actor, false);
    if seen.id is null then
      perform guard.no_such_record(called.entity);
    end if;
    for parent in
      select l.name, l.relation, l.rank, asked.parents[p.n::int] as id
      from unnest(called.locks) lock
      cross join lateral (select split_part(lock, '.', 2) as of_argument, split_part(lock, '.', 1) as name) word
      cross join lateral (
        select called.entity as entity, seen.parents as parents, word.name as parent
        where word.of_argument = ''
        union all
        select word.name, (guard.named_record(lock, take_target.arguments, actor)).parents, word.of_argument
        where word.of_argument <> '') asked
      join market.entity e on e.name = asked.entity
      cross join jsonb_object_keys(e.parents) with ordinality p (name, n)
      join market.entity l on l.name = p.name
      where p.name = asked.parent
      order by l.rank, 4
    loop
      execute format('select from %s t where t.id = $1 for no key update', parent.relation) using parent.id;
    end loop;
  end if;
  target := guard.reach(called.entity, take_target.record_id, actor, true);
  if target.id is null then
    perform guard.no_such_record(called.entity);
  end if;
  if called.locks <> '{}' and target.parents is distinct from seen.parents then
    raise exception using errcode = '40001', message = 'The record moved while it was being locked.';
  end if;
  if target.version is distinct from coalesce(take_target.wanted_version, target.version) then
    perform guard.refuse('MP041', format('This %s has changed since you read it.', replace(called.entity, '_', ' ')),
      'Read it again and decide anew.', jsonb_build_object('version', target.version));
  end if;
  return target;
end
$$;
comment on function guard.take_target(guard.called, bigint, guard.acting, integer, jsonb) is 'The target found within reach, locked after its parents and those of records that arguments name, its version compared';
select guard.allow_function('guard.take_target(guard.called, bigint, guard.acting, integer, jsonb)', '{}');

create or replace function guard.closed_window(entity text, action text, image jsonb, codes text[],
  out opens_at timestamptz, out closed_at timestamptz)
language plpgsql
stable
security definer -- views of records tell it beside each action
set search_path = pg_catalog, pg_temp
as $$
declare
  present timestamptz := guard.clock();
begin
  select case when opening.moment > present then opening.moment end, case when closing.moment < present then closing.moment end
  into opens_at, closed_at
  from market.transition x
  left join lateral guard.moment_of(x.opens, closed_window.image, (closed_window.image ->> 'entered_at')::timestamptz) opening on x.opens is not null
  left join lateral guard.moment_of(x.closes, closed_window.image, (closed_window.image ->> 'entered_at')::timestamptz) closing on x.closes is not null
  where x.entity = closed_window.entity
    and x.action = closed_window.action
    and x.process_version = (closed_window.image ->> 'process_version')::integer
    and x.from_state = closed_window.image ->> 'state'
    and x.actors && closed_window.codes
  order by coalesce(opening.moment > present, false) or coalesce(closing.moment < present, false)
  limit 1;
end
$$;
comment on function guard.closed_window(text, text, jsonb, text[]) is 'From when on, or until when, an action of a record is possible; both null if it is possible now, as far as time goes';
select guard.allow_function('guard.closed_window(text, text, jsonb, text[])', guard.operators());

create or replace function guard.check_window(called guard.called, target guard.target, codes text[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  image jsonb;
  closed record;
begin
  execute format('select to_jsonb(t) from %s t where t.id = $1',
    (select e.relation from market.entity e where e.name = called.entity))
  into image
  using target.id;
  closed := guard.closed_window(called.entity, called.action, image, check_window.codes);
  if closed.opens_at is not null then
    perform guard.refuse('MP031', format('To %s is possible from %s on.', replace(called.action, '_', ' '), to_char(closed.opens_at, 'YYYY-MM-DD HH24:MI "UTC"')));
  elsif closed.closed_at is not null then
    perform guard.refuse('MP031', format('To %s was possible until %s.', replace(called.action, '_', ' '), to_char(closed.closed_at, 'YYYY-MM-DD HH24:MI "UTC"')));
  end if;
end
$$;
comment on function guard.check_window(guard.called, guard.target, text[]) is 'Refuses an action before its window opens and after it closes';
select guard.allow_function('guard.check_window(guard.called, guard.target, text[])', '{}');

create or replace function guard.check_state(called guard.called, target guard.target, codes text[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  steps record;
begin
  select count(*) as all_steps,
    count(*) filter (where x.from_state = target.state) as from_here,
    count(*) filter (where x.from_state = target.state and x.actors && check_state.codes) as mine,
    bool_or(x.from_state = target.state and (x.opens is not null or x.closes is not null)) as timed
  into steps
  from market.transition x
  where x.entity = called.entity
    and x.action = called.action
    and x.process_version = target.process_version;
  if steps.all_steps = 0 then
    return;
  elsif steps.from_here = 0 then
    perform guard.refuse('MP031', format('This %s is %s; %s is not possible from there.', replace(called.entity, '_', ' '),
      replace(target.state, '_', ' '), replace(called.action, '_', ' ')), null,
      jsonb_build_object('state', target.state));
  elsif steps.mine = 0 then
    perform guard.refuse('MP031', format('You may not %s while this %s is %s.', replace(called.action, '_', ' '),
      replace(called.entity, '_', ' '), replace(target.state, '_', ' ')), null,
      jsonb_build_object('state', target.state));
  elsif steps.timed then
    perform guard.check_window(called, target, check_state.codes);
  end if;
end
$$;
comment on function guard.check_state(guard.called, guard.target, text[]) is 'Refuses an action that the workflow does not give to this actor from this state';
select guard.allow_function('guard.check_state(guard.called, guard.target, text[])', '{}');
