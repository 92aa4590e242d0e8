-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Taking an action back: the door's own operation, which knows records, timers and what features declared, no feature.

create or replace function guard.undoable_entry(invocation uuid)
returns market.audit_entry
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  entry market.audit_entry;
  actor guard.acting := guard.actor();
begin
  select a.* into entry
  from market.audit_entry a
  where a.invocation_id = undoable_entry.invocation
    and a.at > guard.clock() - interval 'P1D'; -- the window is an hour at most: older months are not opened
  if not found or entry.actor_kind <> actor.kind or entry.actor_id <> actor.id then
    perform guard.refuse('MP021', 'There is no such action, or it is not yours.');
  elsif guard.may_run(entry.operation, actor, entry.for_kind) is not true then -- rights may have gone since
    perform guard.refuse('MP012', format('Your role may no longer run %s, so it can not take it back.', entry.operation), 'Ask an operator who may.');
  elsif entry.at + guard.undo_window() < guard.clock() then
    perform guard.refuse('MP033', 'It is too late to take this back.', 'See which actions the record offers now.');
  elsif not entry.undoable then
    perform guard.refuse('MP033', 'This can not be taken back.', 'See which actions the record offers now.');
  end if;
  return entry;
end
$$;
comment on function guard.undoable_entry(uuid) is 'The audit entry of an action that its actor may still take back';
select guard.allow_function('guard.undoable_entry(uuid)', '{}');

create or replace function guard.lock_undone(entry market.audit_entry)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  touched record;
  present integer;
begin
  for touched in
    select e.entity, e.entity_id, max(e.version) as version, n.relation
    from market.event e
    join market.entity n on n.name = e.entity
    where e.at = (lock_undone.entry).at
      and e.id = any ((lock_undone.entry).events)
    group by e.entity, e.entity_id, n.relation, n.rank
    order by n.rank, e.entity_id
  loop
    execute format('select t.version from %s t where t.id = $1 for no key update', touched.relation)
    into present
    using touched.entity_id;
    if present is distinct from touched.version then
      perform guard.refuse('MP033', 'Something has happened since; this can no longer be taken back.', 'See which actions the record offers now.');
    end if;
    if touched.entity = (lock_undone.entry).entity and not guard.may_touch(touched.entity, touched.entity_id) then
      perform guard.no_such_record(touched.entity);
    end if;
  end loop;
end
$$;
comment on function guard.lock_undone(market.audit_entry) is 'Locks what an action changed, in the one lock order, and refuses if anything happened since';
select guard.allow_function('guard.lock_undone(market.audit_entry)', '{}');

create or replace function guard.restore_record(undone market.event)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  columns text;
  relation text;
begin
  select n.relation into relation
  from market.entity n
  where n.name = (restore_record.undone).entity;
  select string_agg(format('%1$I = r.%1$I', k.key), ', ' order by k.key) into columns
  from jsonb_object_keys((restore_record.undone).was - 'entered_at') k (key);
  if columns is null and (restore_record.undone).created then
    return;
  end if;
  -- A change that stood in other tables was an event of the record, and so is taking it back: it happens once, and is seen.
  columns := coalesce(columns, 'state = t.state');
  execute format('update %1$s t set %2$s from jsonb_populate_record(null::%1$s, $1) r where t.id = $2', relation, columns)
  using (restore_record.undone).was, (restore_record.undone).entity_id;
end
$$;
comment on function guard.restore_record(market.event) is 'Puts back what the changed columns held; the enforcing trigger allows it by the undone event''s id';
select guard.allow_function('guard.restore_record(market.event)', '{}');

create or replace function guard.restore_timers(invocation uuid)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update market.timer t
  set state = case when t.created_by = restore_timers.invocation then 'cancelled' else 'pending' end,
    ended_by = case when t.created_by = restore_timers.invocation then guard.invocation_id() end,
    due = case when t.moved_by = restore_timers.invocation then t.due_before else t.due end,
    parked_at = case when t.moved_by = restore_timers.invocation then t.parked_before else t.parked_at end,
    invocation_id = guard.invocation_id()
  where t.invocation_id = restore_timers.invocation
    and t.state <> 'done';
end
$$;
comment on function guard.restore_timers(uuid) is 'Cancels the timers that an invocation made, and puts back those that it cancelled or moved';
select guard.allow_function('guard.restore_timers(uuid)', '{}');

create or replace function op.undo(invocation uuid)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  entry market.audit_entry := guard.undoable_entry(undo.invocation);
  running guard.call := guard.present_call();
  undone market.event;
  step text;
begin
  perform guard.lock_undone(entry);
  -- An approval that is taken back leaves its proposal waiting: never beside another one of the same.
  perform guard.check_none_waits(p.operation, p.entity, p.entity_id)
  from market.event e
  join market.proposal p on p.id = e.entity_id
  where e.at = entry.at
    and e.id = any (entry.events)
    and e.entity = 'proposal';
  for undone in
    select e.*
    from market.event e
    where e.at = entry.at
      and e.id = any (entry.events)
    order by e.id desc
  loop
    running.undoes := undone.id;
    running.undoes_at := undone.at;
    perform set_config('steward.call', running::text, true);
    perform guard.restore_record(undone);
  end loop;
  running.undoes := null;
  running.undoes_at := null;
  running.entity := entry.entity; -- what the undo is about, for its audit entry
  running.entity_id := entry.entity_id;
  perform set_config('steward.call', running::text, true);
  perform guard.restore_timers(undo.invocation);
  for step in
    select u.reverse
    from market.undo_step u
    order by u.ordinal
  loop
    execute format('select %s($1)', step) using undo.invocation;
  end loop;
  if exists (
    select
    from market.event made
    where made.at = entry.at
      and made.id = any (entry.events)
      and made.created
      and not exists (
        select
        from market.event ended
        where ended.entity = made.entity
          and ended.entity_id = made.entity_id
          and ended.invocation_id = running.id))
  then
    perform guard.refuse('MP033', 'This made a new record and can not be taken back.', 'See which actions the record offers now.');
  end if;
  return jsonb_build_object('undone', undo.invocation, 'operation', entry.operation, 'reference', entry.reference);
end
$$;
comment on function op.undo(uuid) is 'Takes back an operator''s own action, within the window and while nothing has happened since';
select guard.declare_operation('undo', null, 'Undo', 'Takes back what you have just done.', undoable => false);
select guard.allow_operation('undo', guard.operators());
