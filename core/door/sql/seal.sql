-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- The worker seals audit entries after they were committed, each with the seal before: inside each transaction the chain would
-- serialise all commits. What is sealed is the entry, and what its events say.

create or replace function guard.audit_digest(former bytea, place bigint, entry market.audit_entry, form integer default 2)
returns bytea
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $$
begin
  -- Columns by name and in this order; one that is added later is in a later form only. What form 1 did not know was null then.
  if audit_digest.form = 1 and (entry.for_kind is not null or entry.messages is not null) then
    return null;
  end if;
  return sha256(former || convert_to((jsonb_build_array(audit_digest.form, audit_digest.place, entry.id, entry.at::text, entry.invocation_id, entry.actor_kind, entry.actor_id,
      entry.person_id, entry.login, entry.role_name, entry.operation, entry.arguments, entry.reason_code, entry.note, entry.request_id, entry.entity,
      entry.entity_id, entry.reference, entry.market_id, entry.version_before, entry.version_after, entry.effects_hash, entry.undoes, entry.undoable,
      to_jsonb(entry.events), (
        select jsonb_agg(jsonb_build_array(e.id, e.entity, e.entity_id, e.market_id, e.version, e.process_version, e.action, e.from_state, e.to_state,
            e.created, e.image, e.was, e.invocation_id, e.operation, e.actor_kind, e.actor_id, e.person_id, e.undoes)
          || case audit_digest.form when 1 then '[]' else jsonb_build_array(e.for_kind, e.for_person) end order by e.id)
        from market.event e
        where e.at = entry.at
          and e.id = any (entry.events)))
      || case audit_digest.form when 1 then '[]' else jsonb_build_array(entry.for_kind, entry.for_person, entry.messages) end)::text, 'UTF8'));
end
$$;
comment on function guard.audit_digest(bytea, bigint, market.audit_entry, integer) is 'The seal of an audit entry at a place of the chain, over the seal before';
select guard.allow_function('guard.audit_digest(bytea, bigint, market.audit_entry, integer)', '{}');

create or replace function guard.seal_audit(most integer default 1000)
returns table (sealed bigint, head bigint, hash text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  last market.audit_head;
  entry market.audit_entry;
  moved bigint := 0;
  ids bigint[] := '{}';
  moments timestamptz[] := '{}';
  hashes bytea[] := '{}';
begin
  if not exists (select from market.audit_pending) then -- nothing is locked for nothing: that is a write and a commit
    return query select 0::bigint, h.position, encode(h.hash, 'hex') from market.audit_head h;
    return;
  end if;
  select h.* into last
  from market.audit_head h
  for no key update skip locked;
  if not found then
    return; -- another worker is at it
  end if;
  for entry in
    select a.*
    from market.audit_pending p
    cross join lateral ( -- each looked up by its key: a join that the planner may turn round reads the whole audit, every second
      select e.*
      from market.audit_entry e
      where e.at = p.at
        and e.id = p.audit_id
      limit 1) a -- one that is gone stays pending, where verify finds it
    order by p.audit_id
    limit seal_audit.most
  loop
    moved := moved + 1;
    last.position := last.position + 1;
    last.hash := guard.audit_digest(last.hash, last.position, entry);
    ids := ids || entry.id;
    moments := moments || entry.at;
    hashes := hashes || last.hash;
  end loop;
  if moved > 0 then
    insert into market.audit_seal (position, audit_id, at, form, hash)
    select last.position - moved + s.n, s.id, s.at, 2, s.hash
    from unnest(ids, moments, hashes) with ordinality s (id, at, hash, n);
    delete from market.audit_pending p
    where p.audit_id = any (ids);
    update market.audit_head h
    set position = last.position,
      hash = last.hash,
      sealed_at = statement_timestamp();
  end if;
  return query select moved, last.position, encode(last.hash, 'hex');
end
$$;
comment on function guard.seal_audit(integer) is 'Seals audit entries that were committed: how many, and the head of the chain; nothing if another worker does it';
select guard.allow_function('guard.seal_audit(integer)', array['steward_worker']);

create or replace function guard.invariant_audit_is_sealed()
returns table (figure text, holds boolean, checked bigint)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  head market.audit_head;
  link record;
  expected bytea := sha256('Steward');
  place bigint := 0;
  broken bigint;
  waiting bigint;
  unsealed bigint;
begin
  select h.* into strict head
  from market.audit_head h;
  for link in
    select s.position, s.hash, s.form, a as entry
    from market.audit_seal s
    left join market.audit_entry a on a.at = s.at and a.id = s.audit_id
    order by s.position
  loop
    place := place + 1;
    if link.position <> place or link.entry is null or link.hash is distinct from guard.audit_digest(expected, place, link.entry, link.form) then
      broken := coalesce(broken, place);
    end if;
    expected := link.hash;
  end loop;
  if head.position <> place or head.hash <> expected then
    broken := coalesce(broken, place + 1);
  end if;
  select count(*), count(*) filter (where a.id is null)
  into waiting, unsealed
  from market.audit_pending p
  left join market.audit_entry a on a.at = p.at and a.id = p.audit_id;
  unsealed := unsealed + (
    select count(*)
    from market.audit_entry a
    where not exists (select from market.audit_seal s where s.audit_id = a.id)
      and not exists (select from market.audit_pending p where p.audit_id = a.id));
  return query select format('%s entries sealed, %s wait for it, %s have escaped it%s', place, waiting, unsealed,
      case when broken is not null then format(', broken from seal %s on', broken) else '' end), broken is null and unsealed = 0, place;
end
$$;
comment on function guard.invariant_audit_is_sealed() is 'Every entry of the audit is sealed, or waits to be, and none was changed, removed or slipped in since';
select guard.allow_function('guard.invariant_audit_is_sealed()', '{}');
