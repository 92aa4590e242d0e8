-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What an invocation did, as a person sees it, and the hash that holds it: no id, clock or sequence in it.

create or replace function guard.effects_timers(invocation uuid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('entity', t.entity, 'id', t.entity_id, 'action', t.operation, 'title', coalesce(x.title, o.title),
      'change', case when t.state = 'cancelled' then 'cancelled' when t.created_by = effects_timers.invocation then 'added'
        when t.moved_by = effects_timers.invocation then 'moved' else 'retried' end,
      'due', t.due, 'after', case when t.state <> 'cancelled' then t.after end))
    from market.timer t
    join market.operation o on o.name = t.operation
    left join market.transition x on x.id = t.transition_id
    where t.invocation_id = effects_timers.invocation
      and t.state <> 'done'
      and not (t.state = 'cancelled' and t.created_by = effects_timers.invocation)), '[]');
end
$$;
comment on function guard.effects_timers(uuid) is 'Automatic steps that an invocation added, moved or cancelled';
select guard.allow_function('guard.effects_timers(uuid)', '{}');

create or replace function guard.reference_of(entity text, record_id bigint, changes jsonb)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  known market.entity;
  reference text;
begin
  reference := (select c.value ->> 'reference' from jsonb_array_elements(reference_of.changes) c
    where c.value ->> 'entity' = reference_of.entity and (c.value ->> 'id')::bigint = reference_of.record_id limit 1);
  if reference is null then
    select e.* into known from market.entity e where e.name = reference_of.entity;
    if known.reference is not null then
      execute format('select t.%I from %s t where t.id = $1', known.reference, known.relation) into reference using reference_of.record_id;
    end if;
  end if;
  return coalesce(reference, format('%s %s', reference_of.entity, reference_of.record_id));
end
$$;
comment on function guard.reference_of(text, bigint, jsonb) is 'How people name a record';
select guard.allow_function('guard.reference_of(text, bigint, jsonb)', '{}');

create or replace function guard.collect_effects(invocation uuid, changes jsonb)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  effects jsonb;
begin
  select jsonb_build_object(
    'states', coalesce(jsonb_agg(jsonb_build_object('entity', c.value ->> 'entity', 'id', (c.value ->> 'id')::bigint,
        'reference', c.value ->> 'reference', 'new', c.value -> 'new', 'action', c.value ->> 'action',
        'from', c.value ->> 'from', 'to', c.value ->> 'to') order by c.n)
      filter (where c.value ->> 'from' is distinct from c.value ->> 'to'), '[]'),
    'changes', coalesce(jsonb_agg(f.fields order by c.n) filter (where f.fields is not null), '[]'))
  into effects
  from jsonb_array_elements(collect_effects.changes) with ordinality c (value, n)
  left join market.entity e on e.name = c.value ->> 'entity'
  left join lateral (
    select jsonb_agg(jsonb_build_object('entity', c.value ->> 'entity', 'reference', c.value ->> 'reference', 'new', c.value -> 'new',
      'field', s.field, 'from', c.value -> 'was' -> s.field, 'to', c.value -> 'changed' -> s.field) order by s.field) as fields
    from unnest(e.shown) s (field)
    where c.value -> 'changed' ? s.field
      and not (c.value ->> 'new')::boolean) f on true;
  effects := jsonb_set(effects, '{changes}', coalesce(
    (select jsonb_agg(y.value) from jsonb_array_elements(effects -> 'changes') x cross join jsonb_array_elements(x.value) y), '[]'));
  effects := effects || jsonb_build_object('timers', coalesce((
    select jsonb_agg(t.value - 'id' || jsonb_build_object('reference', guard.reference_of(t.value ->> 'entity', (t.value ->> 'id')::bigint, collect_effects.changes)))
    from jsonb_array_elements(guard.effects_timers(collect_effects.invocation)) t), '[]'));
  return effects || guard.collect_declared(collect_effects.invocation);
end
$$;
comment on function guard.collect_effects(uuid, jsonb) is 'Everything that an invocation did, section by section: the engine''s own and those that features declared';
select guard.allow_function('guard.collect_effects(uuid, jsonb)', '{}');

create or replace function guard.hash_effects(effects jsonb, at timestamptz)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  lines text[];
  created text[];
  line text := '';
begin
  select array_agg(s.value ->> 'reference' order by s.n) into created
  from jsonb_array_elements(hash_effects.effects -> 'states') with ordinality s (value, n)
  where (s.value ->> 'new')::boolean
    and s.value ->> 'reference' is not null;
  select array_agg(s.key || ' ' || (case when s.key = 'states' then e.value - 'id' when e.value ->> 'after' is not null then e.value - 'due' else e.value end)::text)
  into lines
  from jsonb_each(hash_effects.effects) s
  cross join jsonb_array_elements(s.value) e;
  line := array_to_string(lines, chr(30));
  for n in 1..coalesce(array_length(created, 1), 0) loop
    line := replace(line, created[n], '#' || n); -- new rows by ordinal, wherever they are named
  end loop;
  line := replace(line, to_jsonb(hash_effects.at) #>> '{}', 'now');
  select string_agg(l.line, chr(30) order by l.line collate "C") into line
  from unnest(string_to_array(line, chr(30))) l (line);
  return encode(sha256(convert_to(coalesce(line, ''), 'UTF8')), 'hex');
end
$$;
comment on function guard.hash_effects(jsonb, timestamptz) is 'The hash of what a person would see: sorted by content, new rows by ordinal, times that hang on now as durations';
select guard.allow_function('guard.hash_effects(jsonb, timestamptz)', '{}');

create or replace function guard.effects_for(effects jsonb, audience text)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select jsonb_object_agg(s.key, case when s.key in ('states', 'changes', 'timers') then s.value else coalesce((
      select jsonb_agg(e.value)
      from jsonb_array_elements(s.value) e
      where e.value ->> 'audience' = effects_for.audience), '[]') end)
    from jsonb_each(effects_for.effects) s);
end
$$;
comment on function guard.effects_for(jsonb, text) is 'What a customer or provider is shown: of what features declared, only what is addressed to him. The hash is over all of it';
select guard.allow_function('guard.effects_for(jsonb, text)', '{}');
