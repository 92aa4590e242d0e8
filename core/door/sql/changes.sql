-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What happened to a record that somebody had open. History is read as the door, so the caller's reach is asked here.

create or replace function api.changes_since(entity text, record bigint, since integer)
returns table (version integer, at timestamptz, actor text, title text, field text, was text, became text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  known market.entity;
begin
  select n.* into known
  from market.entity n
  where n.name = changes_since.entity;
  if not found or not guard.may_touch(known.name, changes_since.record) then
    return;
  end if;
  return query
    select e.version, e.at,
      case e.actor_kind when 'operator' then o.name when 'system' then 'Steward' else p.display_name end::text,
      case when e.undoes is not null then 'Taken back' else coalesce(x.title, n.title, e.action) end, c.field,
      case when c.field = 'state' then e.from_state else e.was ->> c.field end, case when c.field = 'state' then e.to_state else e.image ->> c.field end
    from market.event e
    left join market.operation n on n.name = e.operation
    left join market.transition x on x.entity = e.entity and x.process_version = e.process_version and x.from_state is not distinct from e.from_state
      and x.action = e.action and x.to_state = e.to_state and n.title is null
    left join market.operator o on e.actor_kind = 'operator' and o.id = e.actor_id
    left join market.person p on p.id = e.person_id
    left join lateral (
      select s.field
      from unnest(array['state'] || known.shown) with ordinality s (field, n)
      where s.field = 'state' and e.from_state is distinct from e.to_state
        or s.field <> 'state' and e.image ? s.field and e.image -> s.field is distinct from e.was -> s.field
      order by s.n) c on true
    where e.entity = known.name
      and e.entity_id = changes_since.record
      and e.version > changes_since.since
    order by e.version, e.id
    limit 50;
end
$$;
comment on function api.changes_since(text, bigint, integer) is 'What happened to a record within the caller''s reach after it had a version: by whom, and which of the columns that people see changed from what to what';
select guard.allow_function('api.changes_since(text, bigint, integer)', guard.operators());
