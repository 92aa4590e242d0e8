-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What steward-worker has of the engine: it claims automatic steps that are due and runs them through the door, gives events
-- their place in the feed, and throws away what is kept for a while only. Any number of workers may do all of it at once.
--
--   pending ──claim (leased, counted)──▶ run ──▶ done
--      ▲                                  │ refused, failed, or the worker died
--      └── after a while, longer each time ┤
--                                          └─ 8th time ─▶ parked, until an operator has it tried again
--
-- Leases and waits are measured by the server's own clock: in a simulation guard.clock() may leap over them.

create or replace function guard.most_attempts()
returns integer
language sql
immutable
begin atomic
  select 8; -- with the waits below, ten minutes and a half after the first
end;
comment on function guard.most_attempts() is 'How often an automatic step is tried before it is parked';
select guard.allow_function('guard.most_attempts()', '{}');

create or replace function guard.claim_timers(most integer, since timestamptz default '-infinity')
returns table (timer bigint, due timestamptz)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  with ready as materialized (
    select t.id
    from market.timer t
    where t.state = 'pending'
      and t.due >= claim_timers.since
      and t.due <= guard.clock()
      and t.parked_at is null
      and coalesce(t.retry_at, '-infinity') <= statement_timestamp()
      and coalesce(t.leased_until, '-infinity') <= statement_timestamp()
    order by t.due, t.id
    limit least(claim_timers.most, 20)
    for no key update skip locked
  ), claimed as (
    -- Whoever had it as often as that and left no word has died of it.
    update market.timer t
    set leased_until = case when t.attempts < guard.most_attempts() then statement_timestamp() + interval 'PT30S' end,
      parked_at = case when t.attempts >= guard.most_attempts() then guard.clock() end,
      failure = case when t.attempts >= guard.most_attempts() then coalesce(t.failure, 'Whoever tried it was cut off each time.') else t.failure end,
      attempts = t.attempts + case when t.attempts < guard.most_attempts() then 1 else 0 end
    from ready
    where t.id = ready.id
    returning t.id, t.due, t.parked_at
  )
  select c.id, c.due
  from claimed c
  where c.parked_at is null
  order by c.due, c.id;
end
$$;
comment on function guard.claim_timers(integer, timestamptz) is 'Takes up to 20 automatic steps that are due, for 30 seconds; commit before they are run, so that a crash counts';
select guard.allow_function('guard.claim_timers(integer, timestamptz)', array['steward_worker']);

create or replace function guard.timer_key(timer bigint)
returns uuid
language sql
immutable
begin atomic
  -- The cast is immutable, to concatenate a number is not: without it this would be planned anew for each step.
  select md5('timer ' || timer_key.timer::text)::uuid;
end;
comment on function guard.timer_key(bigint) is 'The key under which a step is run: whoever runs it, and however often, it has one effect';
select guard.allow_function('guard.timer_key(bigint)', '{}');

create or replace function guard.put_back_timer(timer bigint, state text, words text)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  waiting market.timer;
  -- Another transaction stood in the way: no fault of the step.
  passing boolean := put_back_timer.state = any (array['40P01', '40001', '55P03', 'MP052']);
begin
  select t.* into strict waiting
  from market.timer t
  where t.id = put_back_timer.timer;
  if waiting.state <> 'pending' or waiting.due > guard.clock() then
    -- Its record went on, or somebody moved or cancelled it, while it was taken up: nothing failed.
    update market.timer t
    set leased_until = null,
      attempts = 0
    where t.id = put_back_timer.timer
      and t.state = 'pending';
    return 'overtaken';
  end if;
  -- The waits double, from five seconds, a quarter more or less so that what failed together does not come back together.
  update market.timer t
  set leased_until = null,
    failure = put_back_timer.words,
    attempts = t.attempts - passing::integer,
    parked_at = case when not passing and t.attempts >= guard.most_attempts() then guard.clock() end,
    retry_at = clock_timestamp() + interval 'PT5S' * case when passing then random() else power(2, t.attempts - 1) * (0.75 + random() / 2) end
  where t.id = put_back_timer.timer;
  return put_back_timer.state;
end
$$;
comment on function guard.put_back_timer(bigint, text, text) is 'Puts an automatic step that failed back, to be tried later, or parks it';
select guard.allow_function('guard.put_back_timer(bigint, text, text)', '{}');

create or replace function guard.run_timers(timers bigint[])
returns table (timer bigint, operation text, outcome text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  step record;
  words text;
begin
  for step in
    select t.id, t.operation, t.arguments
    from market.timer t
    join market.entity e on e.name = t.entity
    where t.id = any (run_timers.timers)
      and t.state = 'pending'
    order by e.rank, t.entity_id, t.id -- the one lock order
  loop
    timer := step.id;
    operation := step.operation;
    if clock_timestamp() > statement_timestamp() + interval 'PT2S' then
      -- Enough for one transaction; who is behind keeps its turn.
      update market.timer t
      set leased_until = null,
        attempts = t.attempts - 1
      where t.id = step.id
        and t.state = 'pending';
      outcome := 'left';
    else
      begin
        perform api.invoke(step.operation, step.arguments, jsonb_build_object('key', guard.timer_key(step.id)));
        outcome := 'done';
      exception
        when others then -- one that fails never keeps back the others
          get stacked diagnostics outcome = returned_sqlstate, words = message_text;
          outcome := guard.put_back_timer(step.id, outcome, words);
      end;
    end if;
    return next;
  end loop;
end
$$;
comment on function guard.run_timers(bigint[]) is 'Runs automatic steps that were claimed, each by itself, for two seconds at most: done, left, overtaken, or why it failed';
select guard.allow_function('guard.run_timers(bigint[])', array['steward_worker']);

create or replace function guard.sequence_feed(most integer default 5000)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  head market.feed_head;
  moved bigint;
begin
  -- Asked twenty times a second by each worker: while nothing waits, nothing is locked, which would be a write and a commit.
  if not exists (select from market.event_pending)
    and exists (select from market.feed_head h where h.sequenced_at >= statement_timestamp() - interval 'PT10S')
  then
    return 0;
  end if;
  select h.* into head
  from market.feed_head h
  for no key update skip locked;
  if not found then
    return null; -- another worker is at it
  end if;
  -- What can be seen here has been committed, so no place is ever given twice and none is skipped by who commits late. Of
  -- one record the ids rise with its versions, since its row is locked from one to the next.
  with taken as (
    delete from market.event_pending p
    where p.event_id in (select q.event_id from market.event_pending q order by q.event_id limit sequence_feed.most)
    returning p.*
  )
  insert into market.feed (position, event_id, at, entity, entity_id, market_id)
  select head.position + row_number() over (order by t.event_id), t.event_id, t.at, t.entity, t.entity_id, t.market_id
  from taken t;
  get diagnostics moved = row_count;
  if moved > 0 or head.sequenced_at is null or head.sequenced_at < statement_timestamp() - interval 'PT10S' then
    update market.feed_head h
    set position = head.position + moved,
      sequenced_at = statement_timestamp();
  end if;
  if moved > 0 then
    perform pg_notify('steward_feed', (head.position + moved)::text); -- one for all of them: a NOTIFY serialises commits
  end if;
  return moved;
end
$$;
comment on function guard.sequence_feed(integer) is 'Gives committed events their positions in the feed and tells who listens; how many, null if another worker does it';
select guard.allow_function('guard.sequence_feed(integer)', array['steward_worker']);

create or replace function guard.forget_replies(most integer default 5000)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  forgotten integer;
begin
  delete from market.reply r
  where (r.actor_kind, r.actor_id, r.key) in (
    select o.actor_kind, o.actor_id, o.key
    from market.reply o
    where o.at < guard.clock() - interval 'P7D'
    order by o.at
    limit forget_replies.most);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
comment on function guard.forget_replies(integer) is 'Deletes replies that were kept for their seven days; how many';
select guard.allow_function('guard.forget_replies(integer)', array['steward_worker']);
