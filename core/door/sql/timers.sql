-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Steps that happen by themselves: time expressions of transitions, and the timers they make.

create or replace function guard.moment_of(expression text, image jsonb, entered timestamptz,
  out moment timestamptz, out after interval)
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
-- [min|max] ( term, term, … ) or one term; term = point [+|-] period; point = "entered" or a column; period = ISO or a column that
-- holds one. A record that stays in its state brings the moment it entered it in its image; then entered is the present one, and
-- after is set by what is new.
declare
  parts text[] := regexp_match(moment_of.expression, '^ *(?:(min|max) *[(])?([^()]*)[)]? *$');
  term text;
  piece text[];
  period interval;
  base timestamptz;
  candidate timestamptz;
begin
  if moment_of.expression is null then
    return;
  elsif parts is null then
    raise exception using errcode = '22023', message = format('"%s" is no time expression', moment_of.expression);
  end if;
  foreach term in array string_to_array(parts[2], ',') loop
    piece := regexp_match(term, '^ *([a-z][a-z0-9_]*) *(?:([+-]) *(P[0-9A-Z.]+|[a-z][a-z0-9_]*))? *$');
    if piece is null then
      raise exception using errcode = '22023', message = format('"%s" is no term of a time expression', term);
    end if;
    period := case when piece[3] is null then interval 'PT0S' when piece[3] like 'P%' then piece[3]::interval else (moment_of.image ->> piece[3])::interval end;
    base := case when piece[1] = 'entered' and not moment_of.image ? 'entered' then moment_of.entered else (moment_of.image ->> piece[1])::timestamptz end;
    candidate := case when piece[2] = '-' then base - period else base + period end;
    if candidate is not null
      and (moment is null or case when parts[1] = 'max' then candidate > moment else candidate < moment end) then
      moment := candidate;
      after := case when base = moment_of.entered then case when piece[2] = '-' then -period else period end end;
    end if;
  end loop;
end
$$;
comment on function guard.moment_of(text, jsonb, timestamptz) is 'When a time expression falls for a record; after is set if it hangs on the moment given as entered';
select guard.allow_function('guard.moment_of(text, jsonb, timestamptz)', array['steward_owner']);

create or replace function guard.step_due(entity text, process integer, from_state text, action text, image jsonb, entered timestamptz)
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select min(m.moment)
    from market.transition x
    cross join lateral guard.moment_of(x.due, step_due.image, step_due.entered) m
    where x.entity = step_due.entity
      and x.process_version = step_due.process
      and x.from_state = step_due.from_state
      and x.action = step_due.action);
end
$$;
comment on function guard.step_due(text, integer, text, text, jsonb, timestamptz) is 'When a step would happen by itself to a record that enters a state; null if it never does. The workflow is the only place that says so';
select guard.allow_function('guard.step_due(text, integer, text, text, jsonb, timestamptz)', '{}');

create or replace function guard.move_timers(entity text, record_id bigint, market integer, process integer,
  from_state text, to_state text, image jsonb, running guard.call)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  step record;
begin
  if move_timers.from_state is not null then
    update market.timer t
    set state = 'cancelled',
      ended_by = (move_timers.running).id,
      invocation_id = (move_timers.running).id
    where t.entity = move_timers.entity
      and t.entity_id = move_timers.record_id
      and t.state = 'pending'
      and t.from_state = move_timers.from_state;
  end if;
  for step in
    select x.id, x.action, x.due
    from market.transition x
    where x.entity = move_timers.entity
      and x.process_version = move_timers.process
      and x.from_state = move_timers.to_state
      and x.due is not null
  loop
    insert into market.timer (entity, entity_id, market_id, transition_id, operation, arguments, due, after, from_state,
      invocation_id, created_by, created_at)
    select move_timers.entity, move_timers.record_id, move_timers.market, step.id, o.name,
      jsonb_build_object(o.parameters[1], move_timers.record_id), m.moment, m.after, move_timers.to_state,
      (move_timers.running).id, (move_timers.running).id, (move_timers.running).at
    from market.operation o
    cross join lateral guard.moment_of(step.due, move_timers.image, (move_timers.running).at) m
    where o.entity = move_timers.entity
      and o.action = step.action
      and m.moment is not null
      and not exists (
      select
      from market.timer t -- several rows of one action (requested or confirmed) are one step
      where t.entity = move_timers.entity
        and t.entity_id = move_timers.record_id
        and t.state = 'pending'
        and t.operation = o.name
        and t.created_by = (move_timers.running).id);
  end loop;
end
$$;
comment on function guard.move_timers(text, bigint, integer, integer, text, text, jsonb, guard.call) is 'Cancels the timers of the state that a record leaves and makes those of the state it enters';
select guard.allow_function('guard.move_timers(text, bigint, integer, integer, text, text, jsonb, guard.call)', '{}');

create or replace function guard.follow_timers(entity text, record_id bigint, market integer, process integer, state text,
  entered timestamptz, before jsonb, image jsonb, running guard.call)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  stood_in jsonb := jsonb_build_object('entered', follow_timers.entered);
  step record;
begin
  -- Steps hang on points of the record: where a point moved, its step moves along, also one that somebody had moved by hand,
  -- since what they chose was chosen for the former point. A step that was stopped stays stopped.
  for step in
    select x.id, o.name, o.parameters, was.moment as former, new.moment, new.after
    from market.transition x
    join market.operation o on o.entity = x.entity and o.action = x.action
    cross join lateral guard.moment_of(x.due, follow_timers.before || stood_in, (follow_timers.running).at) was
    cross join lateral guard.moment_of(x.due, follow_timers.image || stood_in, (follow_timers.running).at) new
    where x.entity = follow_timers.entity
      and x.process_version = follow_timers.process
      and x.from_state = follow_timers.state
      and x.due is not null
      and new.moment is distinct from was.moment
  loop
    if step.former is null then
      insert into market.timer (entity, entity_id, market_id, transition_id, operation, arguments, due, after, from_state,
        invocation_id, created_by, created_at)
      values (follow_timers.entity, follow_timers.record_id, follow_timers.market, step.id, step.name,
        jsonb_build_object(step.parameters[1], follow_timers.record_id), step.moment, step.after, follow_timers.state,
        (follow_timers.running).id, (follow_timers.running).id, (follow_timers.running).at);
      continue;
    end if;
    update market.timer t
    set state = case when step.moment is null then 'cancelled' else t.state end,
      ended_by = case when step.moment is null then (follow_timers.running).id end,
      due = coalesce(step.moment, t.due),
      due_before = t.due,
      after = step.after,
      moved_by = (follow_timers.running).id,
      invocation_id = (follow_timers.running).id,
      attempts = 0,
      retry_at = null,
      parked_at = null,
      parked_before = t.parked_at
    where t.entity = follow_timers.entity
      and t.entity_id = follow_timers.record_id
      and t.state = 'pending'
      and t.operation = step.name;
  end loop;
end
$$;
comment on function guard.follow_timers(text, bigint, integer, integer, text, timestamptz, jsonb, jsonb, guard.call) is 'Moves, makes or cancels the timers of a record whose points moved while it stayed in its state';
select guard.allow_function('guard.follow_timers(text, bigint, integer, integer, text, timestamptz, jsonb, jsonb, guard.call)', '{}');

create or replace function guard.take_timer(called guard.called, target guard.target, invocation uuid, moment timestamptz)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select
    from market.transition x
    where x.entity = called.entity
      and x.process_version = target.process_version
      and x.from_state = target.state
      and x.action = called.action
      and x.due is not null)
  then
    return;
  end if;
  -- Done before the operation runs, or leaving the state would cancel it. The record is locked, so nobody moves it now.
  update market.timer t
  set state = 'done',
    ended_by = take_timer.invocation,
    invocation_id = take_timer.invocation,
    leased_until = null
  where t.entity = called.entity
    and t.entity_id = target.id
    and t.operation = called.name
    and t.state = 'pending'
    and t.due <= take_timer.moment;
  if not found then
    perform guard.refuse('MP031', format('It is not time for this %s to %s by itself.', replace(called.entity, '_', ' '), replace(called.action, '_', ' ')));
  end if;
end
$$;
comment on function guard.take_timer(guard.called, guard.target, uuid, timestamptz) is 'What happens by itself does so by its timer: refused before it is due, and once it was moved or cancelled';
select guard.allow_function('guard.take_timer(guard.called, guard.target, uuid, timestamptz)', '{}');

create or replace function guard.pending_step(entity text, record_id bigint, step text)
returns market.timer
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting market.timer;
begin
  select t.* into waiting
  from market.timer t
  where t.entity = pending_step.entity
    and t.entity_id = pending_step.record_id
    and t.operation = pending_step.step
    and t.state = 'pending';
  if not found then
    perform guard.refuse('MP032', format('No such step is going to happen to this %s by itself.', replace(pending_step.entity, '_', ' ')),
      'Choose one of its automatic steps.');
  end if;
  return waiting;
end
$$;
comment on function guard.pending_step(text, bigint, text) is 'A step that a record has ahead, by the operation that it will run';
select guard.allow_function('guard.pending_step(text, bigint, text)', '{}');

create or replace function guard.move_step(entity text, record_id bigint, step text, due timestamptz)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting market.timer := guard.pending_step(move_step.entity, move_step.record_id, move_step.step);
begin
  if move_step.due <= guard.clock() then
    perform guard.refuse('MP032', 'A step can only be moved to a moment that is still ahead.', 'Choose a later one.');
  end if;
  update market.timer t
  set due = move_step.due,
    due_before = t.due,
    after = null, -- it hangs on what was chosen now
    moved_by = guard.invocation_id(),
    invocation_id = guard.invocation_id(),
    attempts = 0,
    retry_at = null,
    parked_at = null,
    parked_before = t.parked_at
  where t.id = waiting.id;
end
$$;
comment on function guard.move_step(text, bigint, text, timestamptz) is 'Moves a step that happens by itself; taken back with the invocation';
select guard.allow_function('guard.move_step(text, bigint, text, timestamptz)', '{}');

create or replace function guard.postpone_step(entity text, record_id bigint, step text, wait interval)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting market.timer := guard.pending_step(postpone_step.entity, postpone_step.record_id, postpone_step.step);
begin
  update market.timer t
  set due = guard.clock() + postpone_step.wait,
    after = postpone_step.wait
  where t.id = waiting.id
    and t.due < guard.clock() + postpone_step.wait;
end
$$;
comment on function guard.postpone_step(text, bigint, text, interval) is 'Lets a step that its own operation has just made not happen for so long';
select guard.allow_function('guard.postpone_step(text, bigint, text, interval)', '{}');

create or replace function guard.stop_step(entity text, record_id bigint, step text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting market.timer := guard.pending_step(stop_step.entity, stop_step.record_id, stop_step.step);
begin
  update market.timer t
  set state = 'cancelled',
    ended_by = guard.invocation_id(),
    invocation_id = guard.invocation_id()
  where t.id = waiting.id;
end
$$;
comment on function guard.stop_step(text, bigint, text) is 'Lets a step that would happen by itself never happen; taken back with the invocation';
select guard.allow_function('guard.stop_step(text, bigint, text)', '{}');

create or replace function guard.retry_step(entity text, record_id bigint, step text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting market.timer := guard.pending_step(retry_step.entity, retry_step.record_id, retry_step.step);
begin
  if waiting.parked_at is null then
    perform guard.refuse('MP032', 'This step is not parked: it happens by itself.', 'Look at the record again.');
  end if;
  update market.timer t
  set parked_at = null,
    attempts = 0,
    retry_at = null,
    invocation_id = guard.invocation_id()
  where t.id = waiting.id;
end
$$;
comment on function guard.retry_step(text, bigint, text) is 'Has a step that was parked tried again, from the first attempt';
select guard.allow_function('guard.retry_step(text, bigint, text)', '{}');
