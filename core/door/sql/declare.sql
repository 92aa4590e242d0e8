-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_owner
-- How features tell the engine of their records, operations and workflows. These run while the database is migrated, and
-- for nobody else: they write the catalogue, so each first asks that a superuser is at work.

create or replace function guard.only_while_migrating()
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if not (select r.rolsuper from pg_roles r where r.rolname = session_user) then
    perform guard.refuse('MP012', 'The catalogue is written while the database is migrated only.');
  end if;
end
$$;
comment on function guard.only_while_migrating() is 'Refuses everybody but the migrator';

create or replace function guard.write_helper(name text, signature text, result text, volatility text, body text, words text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('create or replace function guard.%I%s returns %s language plpgsql %s set search_path = pg_catalog, pg_temp as %L',
    write_helper.name, write_helper.signature, write_helper.result, write_helper.volatility, write_helper.body);
  execute format('comment on function guard.%I%s is %L', write_helper.name, write_helper.signature, write_helper.words);
  execute format('select guard.allow_function(%L, array[''steward_door''])', format('guard.%I%s', write_helper.name, write_helper.signature));
end
$$;
comment on function guard.write_helper(text, text, text, text, text, text) is 'Writes a function out of a declaration: its statements are planned once for each session instead of once for each call';
select guard.allow_function('guard.write_helper(text, text, text, text, text, text)', '{}');

create or replace function guard.declare_entity(name text, relation regclass, rank integer, title text, reference text default null,
  parents jsonb default '{}', operator_may text default 't.market_id = any ($3)', customer_may text default 'false',
  provider_may text default 'false', anonymous_may text default 'false')
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  columns text[];
  found_columns text;
  body text := '';
  condition record;
  stands text;
begin
  perform guard.only_while_migrating();
  select n.nspname || '.' || c.relname into stands
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = declare_entity.relation;
  select array_agg(a.attname::text) into columns
  from pg_attribute a
  where a.attrelid = declare_entity.relation and a.attnum > 0 and not a.attisdropped;
  found_columns := format('t.id, %s, %s, %s, %s, %s, array[%s]::bigint[]',
    coalesce('t.' || quote_ident(declare_entity.reference), 'null'),
    case when 'state' = any (columns) then 't.state' else 'null' end,
    case when 'version' = any (columns) then 't.version' else 'null' end,
    case when 'process_version' = any (columns) then 't.process_version' else 'null' end,
    case when 'market_id' = any (columns) then 't.market_id' else 'null' end,
    (select string_agg(p.value, ', ' order by p.key) from jsonb_each_text(declare_entity.parents) p));
  for condition in
    select *
    from (values ('operator', declare_entity.operator_may), ('customer', declare_entity.customer_may),
      ('provider', declare_entity.provider_may), ('anonymous', declare_entity.anonymous_may), ('system', 'true')) c (kind, words)
    cross join (values (true), (false)) l (locked)
  loop
    body := body || format(E'  if $4 = %L and %s $5 then\n    select %s into target from %s t where t.id = $1 and (%s)%s;\n  end if;\n',
      condition.kind, case when condition.locked then '' else 'not' end, found_columns, stands, condition.words,
      case when condition.locked then ' for no key update of t' else '' end);
  end loop;
  perform guard.write_helper('find_' || declare_entity.name, '(bigint, bigint, integer[], text, boolean)', 'guard.target', 'volatile',
    format(E'declare\n  target guard.target;\nbegin\n%s  return target;\nend', body),
    format('Finds a %s by id within an actor''s reach: his person, markets and kind; locked on demand. Written by guard.declare_entity', declare_entity.name));
  insert into market.entity as e (name, relation, rank, title, reference, parents, operator_may, customer_may, provider_may,
    anonymous_may)
  values (declare_entity.name, stands, declare_entity.rank, declare_entity.title, declare_entity.reference,
    declare_entity.parents, declare_entity.operator_may, declare_entity.customer_may, declare_entity.provider_may,
    declare_entity.anonymous_may)
  on conflict on constraint entity_pkey do update
  set relation = excluded.relation, rank = excluded.rank, title = excluded.title, reference = excluded.reference,
    parents = excluded.parents, operator_may = excluded.operator_may, customer_may = excluded.customer_may,
    provider_may = excluded.provider_may, anonymous_may = excluded.anonymous_may;
end
$$;
comment on function guard.declare_entity(text, regclass, integer, text, text, jsonb, text, text, text, text) is 'Makes a table known as a kind of record: place in the lock order, reference, parents, and who may touch a row';
select guard.allow_function('guard.declare_entity(text, regclass, integer, text, text, jsonb, text, text, text, text)', array['steward_door', 'steward_roles']);

create or replace function guard.attach(relation regclass, entity text, shown text[] default '{}', hidden text[] default '{}')
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  arguments text;
  definitions text[];
begin
  update market.entity e
  set shown = attach.shown, hidden = attach.hidden
  where e.name = attach.entity;
  select format('%L, %L, %L, %L', e.name, coalesce(e.reference, ''),
    (attach.hidden || array['version', 'changed_at', 'invocation_id'])::text, attach.shown::text)
  into strict arguments
  from market.entity e
  where e.name = attach.entity;
  definitions := array[
    format('create trigger steward_before_change before insert or update on %s for each row execute function guard.before_change(%L)', attach.relation, attach.entity),
    format('create trigger steward_after_change after insert or update on %s for each row execute function guard.after_change(%s)', attach.relation, arguments),
    format('create trigger steward_never_deleted before delete on %s for each row execute function guard.never()', attach.relation),
    format('create trigger steward_never_emptied before truncate on %s for each statement execute function guard.never()', attach.relation)];
  for n in 1..array_length(definitions, 1) loop
    if exists ( -- the same trigger stands: no lock is taken
      select from pg_trigger t
      where t.tgrelid = attach.relation
        and lower(pg_get_triggerdef(t.oid)) = lower(definitions[n]))
    then
      continue;
    end if;
    if exists (select from pg_trigger t where t.tgrelid = attach.relation and t.tgname = split_part(definitions[n], ' ', 3)) then
      execute format('drop trigger %I on %s', split_part(definitions[n], ' ', 3), attach.relation);
    end if;
    execute definitions[n];
    execute format('comment on trigger %I on %s is %L', split_part(definitions[n], ' ', 3), attach.relation, 'Made by guard.attach');
  end loop;
end
$$;
comment on function guard.attach(regclass, text, text[], text[]) is 'Gives a table its workflow: states enforced, versions, events, timers. shown: columns whose change is an effect; hidden: personal columns that no event holds';
select guard.allow_function('guard.attach(regclass, text, text[], text[])', '{}');

create or replace function guard.stamp(relation regclass)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = stamp.relation
      and a.attname = 'invocation_id'
      and pg_get_expr(d.adbin, d.adrelid) is distinct from 'guard.invocation_id()')
  then
    execute format('alter table %s alter column invocation_id set default guard.invocation_id()', stamp.relation);
  end if;
end
$$;
comment on function guard.stamp(regclass) is 'Lets the rows of a table know the invocation that wrote them, without any operation''s help';
select guard.allow_function('guard.stamp(regclass)', '{}');

create or replace function guard.declare_transition(entity text, process_version integer, from_state text, action text, to_state text,
  actors text[], title text default null, due text default null, opens text default null, closes text default null)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  present market.transition;
  words text := coalesce(declare_transition.title, initcap(left(declare_transition.action, 1)) || replace(substr(declare_transition.action, 2), '_', ' '));
begin
  perform guard.only_while_migrating();
  perform guard.moment_of(e.expression, '{}', null) -- a malformed expression fails here, not when a record enters the state
  from unnest(array[declare_transition.due, declare_transition.opens, declare_transition.closes]) e (expression)
  where e.expression is not null;
  select x.* into present
  from market.transition x
  where x.entity = declare_transition.entity
    and x.process_version = declare_transition.process_version
    and x.from_state is not distinct from declare_transition.from_state
    and x.action = declare_transition.action
    and x.to_state = declare_transition.to_state;
  if not found then
    insert into market.transition (entity, process_version, from_state, action, to_state, actors, title, due, opens, closes)
    values (declare_transition.entity, declare_transition.process_version, declare_transition.from_state, declare_transition.action,
      declare_transition.to_state, declare_transition.actors, words, declare_transition.due, declare_transition.opens,
      declare_transition.closes);
  elsif (present.actors, present.due, present.opens, present.closes)
    is distinct from (declare_transition.actors, declare_transition.due, declare_transition.opens, declare_transition.closes)
    and exists (select from market.event v where v.entity = present.entity and v.process_version = present.process_version)
  then
    raise exception using errcode = '55000',
      message = format('Version %s of the process of %s is in use; step %s of it can not be changed.', present.process_version, present.entity, present.action),
      hint = 'Add a new process version; running records keep theirs.';
  else
    update market.transition x
    set actors = declare_transition.actors, title = words, due = declare_transition.due, opens = declare_transition.opens,
      closes = declare_transition.closes
    where x.id = present.id
      and (x.actors, x.title, x.due, x.opens, x.closes)
        is distinct from (declare_transition.actors, words, declare_transition.due, declare_transition.opens, declare_transition.closes);
  end if;
  update market.entity e
  set process_version = declare_transition.process_version
  where e.name = declare_transition.entity
    and (e.process_version is null or e.process_version < declare_transition.process_version);
end
$$;
comment on function guard.declare_transition(text, integer, text, text, text, text[], text, text, text, text) is 'One step of a workflow. A version that records have used is never edited';
select guard.allow_function('guard.declare_transition(text, integer, text, text, text, text[], text, text, text, text)', array['steward_door', 'steward_roles']);

create or replace function guard.declare_reason(operation text, code text, title text, needs_note boolean default false)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.only_while_migrating();
  insert into market.reason as r (operation, code, title, needs_note, ordinal)
  values (declare_reason.operation, declare_reason.code, declare_reason.title, declare_reason.needs_note,
    1 + (select count(*) from market.reason n where n.operation = declare_reason.operation))
  on conflict on constraint reason_pkey do update
  set title = excluded.title, needs_note = excluded.needs_note;
end
$$;
comment on function guard.declare_reason(text, text, text, boolean) is 'One of the reasons that may be given for an operation';
select guard.allow_function('guard.declare_reason(text, text, text, boolean)', array['steward_door', 'steward_roles']);

create or replace function guard.declare_view_column(view text, column_name text, filterable boolean, sortable boolean, served_by text default null)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.only_while_migrating();
  insert into market.view_column as c (view, column_name, filterable, sortable, served_by)
  values (declare_view_column.view, declare_view_column.column_name, declare_view_column.filterable, declare_view_column.sortable,
    declare_view_column.served_by)
  on conflict on constraint view_column_pkey do update
  set filterable = excluded.filterable, sortable = excluded.sortable, served_by = excluded.served_by;
end
$$;
comment on function guard.declare_view_column(text, text, boolean, boolean, text) is 'A column that lists may filter or sort by, with the index that serves it';
select guard.allow_function('guard.declare_view_column(text, text, boolean, boolean, text)', array['steward_door', 'steward_roles']);

select guard.write_helper('collect_declared', '(uuid)', 'jsonb', 'stable', 'begin return ''{}''; end', 'The effects that features declared: none so far');

select guard.write_helper('amounts_of', '(uuid)', 'table (currency text, amount bigint)', 'stable', 'begin end', 'What an invocation moved: nothing is declared so far');

create or replace function guard.declare_amounts(moved regprocedure)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.only_while_migrating();
  perform guard.write_helper('amounts_of', '(uuid)', 'table (currency text, amount bigint)', 'stable',
    (select format(E'begin\n  return query select m.currency, m.amount from %I.%I($1) m;\nend', n.nspname, p.proname)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = declare_amounts.moved),
    'What an invocation moved, by currency. Written by guard.declare_amounts');
end
$$;
comment on function guard.declare_amounts(regprocedure) is 'The function (invocation uuid) that tells what an invocation moved: what the limits of operators are compared with';
select guard.allow_function('guard.declare_amounts(regprocedure)', array['steward_door', 'steward_roles']);

create or replace function guard.declare_second_person(operation text)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.only_while_migrating();
  update market.operation o
  set second_person = true
  where o.name = declare_second_person.operation;
end
$$;
comment on function guard.declare_second_person(text) is 'An operation that never runs at one person''s word, whatever it moves';
select guard.allow_function('guard.declare_second_person(text)', array['steward_door', 'steward_roles']);

create or replace function guard.declare_effects(section text, collect regprocedure)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  named text;
begin
  perform guard.only_while_migrating();
  select quote_ident(n.nspname) || '.' || quote_ident(p.proname) into named
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.oid = declare_effects.collect;
  insert into market.effect_source as s (section, collect)
  values (declare_effects.section, named)
  on conflict on constraint effect_source_pkey do update
  set collect = excluded.collect
  where s.collect <> excluded.collect;
  perform guard.write_helper('collect_declared', '(uuid)', 'jsonb', 'stable',
    format(E'begin\n  return jsonb_build_object(%s);\nend',
      (select string_agg(format('%L, %s($1)', s.section, s.collect), ', ' order by s.ordinal) from market.effect_source s)),
    'The effects that features declared, section by section. Written by guard.declare_effects');
end
$$;
comment on function guard.declare_effects(text, regprocedure) is 'A function (invocation uuid) that tells as a jsonb array what an invocation wrote, for one section of the effects';
select guard.allow_function('guard.declare_effects(text, regprocedure)', array['steward_door', 'steward_roles']);

create or replace function guard.declare_undo(reverse regprocedure)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  named text;
begin
  perform guard.only_while_migrating();
  select quote_ident(n.nspname) || '.' || quote_ident(p.proname) into named
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.oid = declare_undo.reverse;
  insert into market.undo_step (reverse)
  values (named)
  on conflict do nothing;
end
$$;
comment on function guard.declare_undo(regprocedure) is 'A function (undone invocation uuid) that takes back what the door does not know, or refuses with MP033';
select guard.allow_function('guard.declare_undo(regprocedure)', array['steward_door', 'steward_roles']);

create or replace function guard.declare_acting(operation text, actors text[])
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.only_while_migrating();
  update market.operation o
  set acted_by = declare_acting.actors
  where o.name = declare_acting.operation;
  insert into market.reason as r (operation, code, title, needs_note, ordinal, acting)
  select declare_acting.operation, way.code, way.title, way.code = 'asked_otherwise', way.ordinal, true
  from (values ('by_telephone', 'They asked on the telephone', 1), ('by_email', 'They asked by e-mail', 2), ('by_chat', 'They asked by chat', 3),
    ('asked_otherwise', 'They asked in another way', 4)) way (code, title, ordinal)
  on conflict on constraint reason_pkey do update
  set title = excluded.title, needs_note = excluded.needs_note, ordinal = excluded.ordinal, acting = excluded.acting;
end
$$;
comment on function guard.declare_acting(text, text[]) is 'Which operators may do an operation for a customer or provider who may do it; the reason is how they asked';
select guard.allow_function('guard.declare_acting(text, text[])', array['steward_door', 'steward_roles']);

select guard.write_helper('tell_party', '(jsonb)', 'void', 'volatile', 'begin end', 'Tells for whom an operator acted: nothing is declared so far');

create or replace function guard.declare_told(tell regprocedure)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform guard.only_while_migrating();
  perform guard.write_helper('tell_party', '(jsonb)', 'void', 'volatile',
    (select format(E'begin\n  perform %I.%I($1);\nend', n.nspname, p.proname)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = declare_told.tell),
    'Tells for whom an operator acted. Written by guard.declare_told');
end
$$;
comment on function guard.declare_told(regprocedure) is 'The function (changes jsonb) that tells customers and providers what an operator did for them';
select guard.allow_function('guard.declare_told(regprocedure)', array['steward_door', 'steward_roles']);
