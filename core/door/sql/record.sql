-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Triggers of every record with a history: states change along market.transition only, each change has one event and one
-- actor, and nothing changes but through api.invoke.

create or replace function guard.check_transition(entity text, record_id bigint, process integer, from_state text, to_state text,
  running guard.call)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  -- The running action's own row counts everywhere; a record moved along may also take the system's step.
  if exists (
    select
    from market.transition x
    where x.entity = check_transition.entity
      and x.process_version = check_transition.process
      and x.from_state is not distinct from check_transition.from_state
      and x.to_state = check_transition.to_state
      and (x.action = (check_transition.running).action
          and (x.actors && (check_transition.running).codes
            or (check_transition.running).entity is distinct from check_transition.entity and check_transition.from_state is not null)
        or 'sys' = any (x.actors)
          and ((check_transition.running).entity is distinct from check_transition.entity
            or (check_transition.running).entity_id is distinct from check_transition.record_id)))
  then
    return;
  end if;
  perform guard.refuse('MP031',
    case when check_transition.from_state is null
      then format('You may not create a %s that is %s.', replace(check_transition.entity, '_', ' '), replace(check_transition.to_state, '_', ' '))
      else format('A %s that is %s can not become %s by this step.', replace(check_transition.entity, '_', ' '),
        replace(check_transition.from_state, '_', ' '), replace(check_transition.to_state, '_', ' '))
    end);
end
$$;
comment on function guard.check_transition(text, bigint, integer, text, text, guard.call) is 'Refuses a change of state that no row of market.transition allows';
select guard.allow_function('guard.check_transition(text, bigint, integer, text, text, guard.call)', '{}');

create or replace function guard.before_change()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
-- Argument: the entity.
declare
  running guard.call := nullif(current_setting('steward.call', true), '')::guard.call;
begin
  if running.id is null then
    perform guard.refuse('MP031', format('%s is changed through api.invoke only.', tg_table_name),
      'Call an operation; see api.operation for those that you may run.');
  end if;
  if tg_op = 'INSERT' then
    new.version := 1;
    new.process_version := (select e.process_version from market.entity e where e.name = tg_argv[0]);
    new.entered_at := running.at;
    perform guard.check_transition(tg_argv[0], new.id, new.process_version, null, new.state, running);
  else
    if new.id <> old.id or new.process_version <> old.process_version then
      perform guard.refuse('MP031', 'What a record is, and the process it began with, never change.');
    end if;
    new.version := old.version + 1;
    new.entered_at := old.entered_at;
    if new.state <> old.state then
      if running.undoes is null then
        perform guard.check_transition(tg_argv[0], new.id, new.process_version, old.state, new.state, running);
        new.entered_at := running.at;
      else
        select coalesce((e.was ->> 'entered_at')::timestamptz, old.entered_at) -- two steps of one moment
        into new.entered_at
        from market.event e
        where e.at = running.undoes_at
          and e.id = running.undoes
          and e.entity = tg_argv[0]
          and e.entity_id = new.id
          and e.from_state = new.state
          and e.to_state = old.state;
        if not found then
          perform guard.refuse('MP033', 'Only the record''s last change can be taken back.');
        end if;
      end if;
    end if;
  end if;
  new.changed_at := running.at;
  return new;
end
$$;
comment on function guard.before_change() is 'Enforces the workflow, raises the version, keeps entered_at';
select guard.allow_function('guard.before_change()', array['steward_owner']);

create or replace function guard.after_change()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
-- Arguments: the entity, its reference column or '', the columns that no event holds, the columns shown as effects.
declare
  running guard.call := nullif(current_setting('steward.call', true), '')::guard.call;
  image jsonb := to_jsonb(new);
  before jsonb;
  changed jsonb;
  was jsonb;
  event_number bigint := nextval('market.event_id');
  step text := running.action;
  changes text; -- (an assignment is evaluated at once; PERFORM starts the executor)
begin
  if tg_op = 'UPDATE' then
    before := to_jsonb(old);
    select coalesce(jsonb_object_agg(c.key, c.value), '{}'), coalesce(jsonb_object_agg(c.key, before -> c.key), '{}')
    into changed, was
    from jsonb_each(image - tg_argv[2]::text[]) c
    where c.value is distinct from before -> c.key;
  else
    changed := image - tg_argv[2]::text[];
  end if;
  if before ->> 'state' is distinct from new.state and running.undoes is null
    and (running.entity is distinct from tg_argv[0] or running.entity_id is distinct from new.id) then
    select x.action -- a record moved along may have taken the system's step instead of the running one
    into step
    from market.transition x
    where x.entity = tg_argv[0]
      and x.process_version = new.process_version
      and x.from_state is not distinct from before ->> 'state'
      and x.to_state = new.state
    order by x.action <> running.action, 'sys' <> all (x.actors), x.action
    limit 1;
  end if;
  insert into market.event (at, id, entity, entity_id, market_id, version, process_version, action, from_state, to_state, created,
    image, was, invocation_id, operation, actor_kind, actor_id, person_id, undoes, for_kind, for_person)
  values (running.at, event_number, tg_argv[0], new.id, new.market_id, new.version, new.process_version, step,
    before ->> 'state', new.state, tg_op = 'INSERT', changed, was, running.id, running.operation, running.actor_kind,
    running.actor_id, running.person_id, running.undoes, running.for_kind, running.for_person);
  insert into market.event_pending (event_id, at, entity, entity_id, market_id)
  values (event_number, running.at, tg_argv[0], new.id, new.market_id);
  -- The door reads this back as the effects, without asking the tables again; a rollback takes it away like any row.
  changes := set_config('steward.changes', concat_ws(',', nullif(current_setting('steward.changes', true), ''),
    jsonb_build_object('event', event_number, 'entity', tg_argv[0], 'id', new.id, 'reference', image ->> tg_argv[1],
      'new', tg_op = 'INSERT', 'market', new.market_id, 'version', new.version, 'action', step, 'from', before ->> 'state', 'to', new.state,
      'changed', changed, 'was', was)::text), true);
  if tg_op = 'INSERT' or new.state <> old.state then
    if running.undoes is null then
      perform guard.move_timers(tg_argv[0], new.id, new.market_id, new.process_version, before ->> 'state', new.state, image, running);
    end if;
  elsif changed <> '{}' and running.undoes is null then
    perform guard.follow_timers(tg_argv[0], new.id, new.market_id, new.process_version, new.state, new.entered_at, before, image, running);
  end if;
  return null;
end
$$;
comment on function guard.after_change() is 'Writes the event of a change, its place in the queue of the feed, and the timers of a new state or of moved points';
select guard.allow_function('guard.after_change()', array['steward_owner']);

create or replace function guard.never()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.refuse('MP031', format('Rows of %s are never %s.', tg_table_name,
    case tg_op when 'DELETE' then 'deleted' when 'TRUNCATE' then 'emptied' else 'rewritten' end));
  return null;
end
$$;
comment on function guard.never() is 'Refuses what must never happen to a row: a record is not deleted, history is not rewritten';
select guard.allow_function('guard.never()', array['steward_owner']);
