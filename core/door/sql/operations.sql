-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_owner
-- How an operation is made known. Its name, parameters, types and defaults are read from PostgreSQL's catalogue, once, so
-- that the door has ready statements and looks nothing up in a call.

create or replace function guard.argument_expression(parameter text, type oid)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  base oid := argument_expression.type;
  written text := format_type(argument_expression.type, null);
  element oid;
begin
  while (select t.typtype from pg_type t where t.oid = base) = 'd' loop
    base := (select t.typbasetype from pg_type t where t.oid = base);
  end loop;
  element := (select t.typelem from pg_type t where t.oid = base and t.typcategory = 'A');
  if written !~ '[.]' and argument_expression.type <> base then
    written := (select quote_ident(n.nspname) || '.' || quote_ident(t.typname)
      from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid = argument_expression.type);
  end if;
  if base = 'jsonb'::regtype then
    return format('nullif($1 -> %L, ''null'')::%s', argument_expression.parameter, written);
  elsif element is not null then
    return format(
      'case coalesce(jsonb_typeof($1 -> %1$L), ''null'') when ''null'' then null when ''array'' then '
      'array(select e.v::%2$s from jsonb_array_elements_text($1 -> %1$L) with ordinality e (v, n) order by e.n) '
      'else guard.ill_typed(%1$L)::%3$s end::%3$s',
      argument_expression.parameter, format_type(element, null), written);
  elsif base in ('text'::regtype, 'varchar'::regtype, 'name'::regtype) then
    return format(
      'case coalesce(jsonb_typeof($1 -> %1$L), ''null'') when ''null'' then null when ''string'' then $1 ->> %1$L '
      'else guard.ill_typed(%1$L) end::%2$s', argument_expression.parameter, written);
  elsif base = 'timestamptz'::regtype then
    return format( -- words like "now" and "tomorrow" are no moments: a call must mean the same when it is sent again
      'case when $1 ->> %1$L ~ ''^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$'' '
      'then $1 ->> %1$L when coalesce(jsonb_typeof($1 -> %1$L), ''null'') = ''null'' then null else guard.ill_typed(%1$L) end::%2$s',
      argument_expression.parameter, written);
  elsif base in ('date'::regtype, 'time'::regtype) then
    return format(
      'case when $1 ->> %1$L ~ ''^[0-9:.-]+$'' then $1 ->> %1$L when coalesce(jsonb_typeof($1 -> %1$L), ''null'') = ''null'' then null '
      'else guard.ill_typed(%1$L) end::%2$s', argument_expression.parameter, written);
  end if;
  return format('($1 ->> %L)::%s', argument_expression.parameter, written);
end
$$;
comment on function guard.argument_expression(text, oid) is 'The expression that takes one argument out of $1 with its type checked';
select guard.allow_function('guard.argument_expression(text, oid)', array['steward_door']);

create or replace function guard.declare_operation(name text, entity text, title text, description text, action text default null,
  danger boolean default false, needs_reason boolean default false, moves_money boolean default false,
  undoable boolean default true, inverse text default null, redacted text[] default '{}', locks text[] default '{}',
  route text default null, method text default null, finish text default null)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  signature record;
begin
  perform guard.only_while_migrating();
  select * into signature from guard.signature_of(declare_operation.name);
  insert into market.operation as o (name, entity, action, title, description, danger, needs_reason, moves_money, undoable, inverse,
    redacted, locks, route, method, finish, parameters, required, arguments)
  values (declare_operation.name, declare_operation.entity,
    coalesce(declare_operation.action, regexp_replace(declare_operation.name, '_' || declare_operation.entity || '$', ''), declare_operation.name),
    declare_operation.title, declare_operation.description, declare_operation.danger, declare_operation.needs_reason,
    declare_operation.moves_money, declare_operation.undoable, declare_operation.inverse, declare_operation.redacted,
    declare_operation.locks, declare_operation.route, declare_operation.method, declare_operation.finish,
    signature.parameters, signature.required, signature.arguments)
  on conflict on constraint operation_pkey do update
  set entity = excluded.entity, action = excluded.action, title = excluded.title, description = excluded.description,
    danger = excluded.danger, needs_reason = excluded.needs_reason, moves_money = excluded.moves_money,
    undoable = excluded.undoable, inverse = excluded.inverse, redacted = excluded.redacted, locks = excluded.locks,
    route = excluded.route, method = excluded.method, finish = excluded.finish, parameters = excluded.parameters,
    required = excluded.required, arguments = excluded.arguments, second_person = false, acted_by = '{}';
  perform guard.write_helper('ready_' || declare_operation.name, '(jsonb, boolean)', 'jsonb', 'volatile', signature.body,
    format('The arguments of %s with types checked and defaults filled in; with true, runs it. Written by guard.declare_operation', declare_operation.name));
end
$$;
comment on function guard.declare_operation(text, text, text, text, text, boolean, boolean, boolean, boolean, text, text[], text[], text, text, text) is 'Makes op.<name> known to the door: its target, words, and what PostgreSQL''s catalogue cannot hold';

create or replace function guard.signature_of(operation text, out parameters text[], out required text[], out arguments jsonb,
  out body text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
  found_function pg_proc;
  piece record;
  normalised text[] := '{}';
  passed text[] := '{}';
begin
  select p.* into found_function
  from pg_proc p
  where p.pronamespace = 'op'::regnamespace
    and p.proname = signature_of.operation;
  if not found or found_function.prorettype <> 'jsonb'::regtype or found_function.proargmodes is not null then
    raise exception using errcode = '42883', message = format('op.%s does not exist or does not return jsonb', signature_of.operation);
  end if;
  parameters := coalesce(found_function.proargnames, '{}');
  required := '{}';
  arguments := '[]';
  for piece in
    select p.name, t.type, p.n::int as n, pg_get_function_arg_default(found_function.oid, p.n::int) as fallback,
      guard.argument_expression(p.name, t.type) as expression,
      case when y.typtype = 'd' then obj_description(t.type, 'pg_type') end as hint, format_type(coalesce(nullif(y.typbasetype, 0), t.type), null) as written
    from unnest(found_function.proargnames) with ordinality p (name, n)
    join unnest(found_function.proargtypes::oid[]) with ordinality t (type, n) using (n)
    join pg_type y on y.oid = t.type
    order by p.n
  loop
    normalised := normalised || format('%L, %s', piece.name,
      case when piece.fallback is null then piece.expression else format('coalesce(%s, %s)', piece.expression, piece.fallback) end);
    passed := passed || format('%I => %s', piece.name, piece.expression);
    if piece.fallback is null then
      required := required || piece.name;
    end if;
    arguments := arguments || jsonb_build_array(jsonb_build_object('name', piece.name, 'type', piece.written,
      'required', piece.fallback is null, 'default', piece.fallback, 'hint', piece.hint));
  end loop;
  body := format(E'begin\n  if $2 then\n    return op.%I(%s);\n  end if;\n  return jsonb_build_object(%s);\nend',
    signature_of.operation, array_to_string(passed, ', '), array_to_string(normalised, ', '));
end
$$;
comment on function guard.signature_of(text) is 'What the catalogue of PostgreSQL says of an operation, and the body of the function that the door runs it by';
select guard.allow_function('guard.signature_of(text)', '{}');
select guard.allow_function('guard.declare_operation(text, text, text, text, text, boolean, boolean, boolean, boolean, text, text[], text[], text, text, text)', array['steward_door', 'steward_roles']);
