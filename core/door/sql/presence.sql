-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- Presence: a console says what it shows and hears who else shows it, in one question. It is no operation: nothing that counts
-- is changed, so nothing is audited.

create or replace function guard.presence_lasts()
returns interval
language sql
immutable
begin atomic
  select interval '30 seconds'; -- three times what a console takes to say it again, so that one lost question does not blink
end;
comment on function guard.presence_lasts() is 'How long what a console said of itself holds';
select guard.allow_function('guard.presence_lasts()', '{}');

create or replace function guard.most_consoles()
returns integer
language sql
immutable
begin atomic
  select 8; -- more windows than anybody looks at
end;
comment on function guard.most_consoles() is 'How many consoles of one operator are told of';
select guard.allow_function('guard.most_consoles()', '{}');

create or replace function api.presence(console uuid, entity text default null, record bigint default null, acts boolean default false)
returns table (name text, acting boolean, mine boolean, since timestamptz)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '1s'
as $$
declare
  actor guard.acting := guard.actor();
  present timestamptz := guard.clock();
begin
  if actor.kind is distinct from 'operator' or presence.console is null then
    return;
  end if;
  -- What the caller's consoles say no more, and where this one was; others' are theirs to take away, so that nobody holds them up.
  delete from market.presence p
  where p.console in (
    select gone.console
    from market.presence gone
    where gone.operator_id = actor.id
      and (gone.seen_at < present - guard.presence_lasts()
        or gone.console = presence.console and (gone.entity, gone.record_id) is distinct from (presence.entity, presence.record))
    for update skip locked);
  if not exists (select from market.entity e where e.name = presence.entity)
    or (guard.reach(presence.entity, presence.record, actor, false)).id is null
  then
    return;
  end if;
  insert into market.presence as p (console, operator_id, entity, record_id, acting, since, seen_at)
  select presence.console, actor.id, presence.entity, presence.record, coalesce(presence.acts, false), present, present
  where guard.most_consoles() > (select count(*) from market.presence other where other.operator_id = actor.id and other.console <> presence.console)
  on conflict on constraint presence_pkey do update
    set acting = excluded.acting, seen_at = excluded.seen_at
    where p.operator_id = excluded.operator_id and (p.entity, p.record_id) = (excluded.entity, excluded.record_id);
  return query
    select o.name, p.acting, p.operator_id = actor.id, p.since
    from market.presence p
    join market.operator o on o.id = p.operator_id
    where p.entity = presence.entity
      and p.record_id = presence.record
      and not (p.console = presence.console and p.operator_id = actor.id)
      and p.seen_at >= present - guard.presence_lasts()
      and o.active
    order by p.acting desc, p.since, p.console;
end
$$;
comment on function api.presence(uuid, text, bigint, boolean) is 'Says that a console shows a record (none: that it left), and tells which others do: of whom, whether a form is open, whether it is the caller''s own in another window, and since when. Nobody outside of the caller''s reach.';
select guard.allow_function('api.presence(uuid, text, bigint, boolean)', guard.operators());
